"""Newswire: passages in which every expression, and nothing else, has its first and last day."""

from datetime import date

import pytest

from dateline.nlp.dates import find

PLANT = (
    date(1998, 3, 11),
    """Carmaker to close plant

NORTHPORT (ENS) — Halvard Motors said Wednesday it will close its engine plant here next month, the first
closing since 1991. Workers were told on Tuesday night. The union will meet on Friday to decide whether
to strike. Two weeks ago the company reported a loss for the fourth quarter. Sales fell 8 percent last
year and are expected to fall again this year. Three months ago its chairman resigned. In December, the
company sold its bus unit, and in January it cut 400 jobs. The plant opened in the 1960s. Last week
analysts had expected the move; "in recent months we saw nothing else," one said. The company will report
first-quarter results April 21. Its shares closed yesterday at 14 1/8. Talks with banks continue this
week. Layoffs begin in May and end by the end of the year.""",
    """Wednesday 1998-03-11 1998-03-11 | next month 1998-04-01 1998-04-30 | 1991 1991-01-01 1991-12-31
    | Tuesday night 1998-03-10 1998-03-10 | Friday 1998-03-13 1998-03-13
    | Two weeks ago 1998-02-23 1998-03-01 | fourth quarter 1997-10-01 1997-12-31
    | last year 1997-01-01 1997-12-31 | this year 1998-01-01 1998-12-31
    | Three months ago 1997-12-01 1997-12-31 | December 1997-12-01 1997-12-31
    | January 1998-01-01 1998-01-31 | 1960s 1960-01-01 1969-12-31 | Last week 1998-03-02 1998-03-08
    | first-quarter 1998-01-01 1998-03-31 | April 21 1998-04-21 1998-04-21
    | yesterday 1998-03-10 1998-03-10 | this week 1998-03-09 1998-03-15 | May 1998-05-01 1998-05-31
    | end of the year 1998-01-01 1998-12-31""",
)
BONDS = (
    date(1989, 11, 2),
    """Bond prices rise

11/02/89 Bond prices rose sharply yesterday after the Treasury said it will sell $10 billion of notes
Nov. 8. The notes mature Nov. 15, 1999. In the latest quarter, exports grew. The agency's fiscal 1990,
which began Oct. 1, is its first under the new law. In October 1987 stocks crashed. In September,
industrial output fell 0.1%; in August it had risen. The company expects earnings for fiscal 1989, ended
last June 30, of $2 a share. The contract expires in 1992. The dividend is payable Dec. 1 to holders of
record Nov. 10. Late Tuesday in New York the dollar traded at 141 yen. Today's auction of bills will be
held at noon. The bank had said on Oct. 13 that it would wait until spring. During the summer of 1988
drought hit crops. In the year-ago quarter the yield was 8.9%.""",
    """11/02/89 1989-11-02 1989-11-02 | yesterday 1989-11-01 1989-11-01 | Nov. 8 1989-11-08 1989-11-08
    | Nov. 15, 1999 1999-11-15 1999-11-15 | latest quarter 1989-07-01 1989-09-30
    | fiscal 1990 1990-01-01 1990-12-31 | Oct. 1 1989-10-01 1989-10-01
    | October 1987 1987-10-01 1987-10-31 | September 1989-09-01 1989-09-30
    | August 1989-08-01 1989-08-31 | fiscal 1989 1989-01-01 1989-12-31
    | last June 30 1989-06-30 1989-06-30 | 1992 1992-01-01 1992-12-31 | Dec. 1 1989-12-01 1989-12-01
    | Nov. 10 1989-11-10 1989-11-10 | Tuesday 1989-10-31 1989-10-31 | Today 1989-11-02 1989-11-02
    | Oct. 13 1989-10-13 1989-10-13 | spring 1990-03-01 1990-05-31
    | summer of 1988 1988-06-01 1988-08-31 | year-ago quarter 1988-07-01 1988-09-30""",
)
STORM = (
    date(2013, 3, 22),
    """Storm leaves thousands without power

(NWN) -- At least nine people were killed when a cyclone hit the coast on Thursday, officials said
Friday. The storm made landfall near Port Ellis, which was last hit in 2004. Schools will stay closed
until Monday. A state of emergency declared on March 19 will be lifted next week, the governor told a
news conference on Friday afternoon. The last such storm struck in February 2011, and two months later
another followed. By Saturday morning most roads should be open, and the airport is to reopen Sunday.
Voters in the south go to the polls on Sunday. Relief flights begin tomorrow. The president, who took
office in January, will visit the region on April 2. "We lost everything last night," said one resident,
who moved here 20 years ago. Some 3,000 people fled over the weekend. Three days ago forecasters had
warned of floods. On Dec. 26, 2004, the village was destroyed; that year, 400 died. Elections due later
this year may be put off. Last summer was the hottest on record. Prosecutors had until Monday to respond.
The funeral is on Tuesday. On April 3, 2012, a dam broke; later that day the town was flooded. On 9/11 he
was abroad, and the 9/11 Commission heard him.""",
    """Thursday 2013-03-21 2013-03-21 | Friday 2013-03-22 2013-03-22 | 2004 2004-01-01 2004-12-31
    | Monday 2013-03-25 2013-03-25 | March 19 2013-03-19 2013-03-19 | next week 2013-03-25 2013-03-31
    | Friday afternoon 2013-03-22 2013-03-22 | February 2011 2011-02-01 2011-02-28
    | two months later 2011-04-01 2011-04-30 | Saturday morning 2013-03-23 2013-03-23
    | Sunday 2013-03-24 2013-03-24 | Sunday 2013-03-24 2013-03-24 | tomorrow 2013-03-23 2013-03-23
    | January 2013-01-01 2013-01-31 | April 2 2013-04-02 2013-04-02 | last night 2013-03-21 2013-03-21
    | 20 years ago 1993-01-01 1993-12-31 | weekend 2013-03-16 2013-03-17
    | Three days ago 2013-03-19 2013-03-19 | Dec. 26, 2004 2004-12-26 2004-12-26
    | that year 2004-01-01 2004-12-31 | later this year 2013-01-01 2013-12-31
    | Last summer 2012-06-01 2012-08-31 | Monday 2013-03-18 2013-03-18 | Tuesday 2013-03-26 2013-03-26
    | April 3, 2012 2012-04-03 2012-04-03 | that day 2012-04-03 2012-04-03
    | 9/11 2001-09-11 2001-09-11""",
)
COURT = (
    date(1998, 2, 27),
    """Court hears appeal

OAKLAND (ENS) _ The court agreed Friday to hear the case of a man convicted in 1996. The trial, which
began last September, lasted three weeks. On Feb. 14 his lawyers filed an appeal; the hearing is set for
March 30. A decision is expected by late June. His brother was arrested last Tuesday and will be
arraigned next Thursday. The attack on Jan. 29 killed a guard, and the police found the car the next day.
In the early 1980s the two had served together. He has been held since Dec. 3. In November 1997, a grand
jury was called; the previous month, a witness had died. The memo is dated 1998-01-15. The lawsuit was
filed in the spring of 1994 and settled in the second half of 1995. The governor signs the law, which
takes effect July 1. The court's term ends in June. On Christmas Eve, he called home. Rents rose from
September to January. Between March 3, 1995, and in or about July 1996 he sold parts no. 1996-04-11-B. In
June 1994 they met, and in December of the same year they moved. About 900 people move each year, mostly
between June and August.""",
    """Friday 1998-02-27 1998-02-27 | 1996 1996-01-01 1996-12-31 | last September 1997-09-01 1997-09-30
    | Feb. 14 1998-02-14 1998-02-14 | March 30 1998-03-30 1998-03-30 | late June 1998-06-01 1998-06-30
    | last Tuesday 1998-02-24 1998-02-24 | next Thursday 1998-03-05 1998-03-05
    | Jan. 29 1998-01-29 1998-01-29 | next day 1998-01-30 1998-01-30
    | early 1980s 1980-01-01 1989-12-31 | Dec. 3 1997-12-03 1997-12-03
    | November 1997 1997-11-01 1997-11-30 | previous month 1997-10-01 1997-10-31
    | 1998-01-15 1998-01-15 1998-01-15 | spring of 1994 1994-03-01 1994-05-31
    | second half of 1995 1995-07-01 1995-12-31 | July 1 1998-07-01 1998-07-01
    | June 1998-06-01 1998-06-30 | Christmas Eve 1997-12-24 1997-12-24
    | September to January 1997-09-01 1998-01-31
    | March 3, 1995, and in or about July 1996 1995-03-03 1996-07-31 | June 1994 1994-06-01 1994-06-30
    | December of the same year 1994-12-01 1994-12-31""",
)


@pytest.mark.parametrize("passage", [PLANT, BONDS, STORM, COURT], ids=["plant", "bonds", "storm", "court"])
def test_passage(passage: tuple[date, str, str]) -> None:
    published, text, wanted = passage
    found = [f"{d.text} {d.first} {d.last}" for d in find(text.replace("\n", " "), published=published)]
    assert found == [" ".join(line.split()) for line in wanted.split("|")]
