"""What `dateline schedule` prints can be installed as it is."""

import shlex
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.home import Home
from dateline.schedule import executable, schedule


def test_the_timer_and_the_crontab_line_name_command_home_and_time() -> None:
    text = schedule(Home(Path("/srv/press releases/100%")), "2:05")
    assert "OnCalendar=*-*-* 02:05:00" in text
    (start,) = (line for line in text.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(start.removeprefix("ExecStart=").replace("%%", "%"))
    assert words[-3:] == ["--home", "/srv/press releases/100%", "nightly"]
    (cron,) = (line for line in text.splitlines() if line.startswith("5 2 * * * "))
    assert r"100\%" in cron and cron.endswith("2>&1")
    assert Path(executable().split()[0]).exists()


@pytest.mark.parametrize("at", ["24:00", "2", "02:60", "noon", ""])
def test_a_wrong_time_is_refused(at: str) -> None:
    with pytest.raises(UsageError, match="no time of day"):
        schedule(Home(Path("/x")), at)
