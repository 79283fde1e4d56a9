"""The tantivy engine's fields.

stems, title_stems, was_stems   `language:stem`, with positions; matching and phrases
rank                            stems of title (repeated) and text without boilerplate; ranking
words, title_words              folded words; prefixes, wildcards, fuzzy words, completion
id, FACET                       as they are; filters
FACET_number                    numbers of the values in the columns file, which are small; counts
spans                           date expressions as words (`dateline.index.days`)
day, month, newest, oldest, group, original, boost   numbers for ranges, order, collapsing and ranking
stored                          `Entry.stored`, deflated
"""

from hashlib import blake2b
from typing import Any

import tantivy

from dateline.index.entry import COLUMNS

PLAIN = "plain"
FILLER = "\u2423"
"""Stands between title and text, so that no phrase runs from one into the other; no word is written so."""
NEVER = -(2**60)
"""Order of documents without a date."""


def schema() -> Any:
    """The schema."""
    builder = tantivy.SchemaBuilder()
    for name in ("stems", "title_stems", "was_stems"):
        builder.add_text_field(name, tokenizer_name=PLAIN, index_option="position")
    builder.add_text_field("rank", tokenizer_name=PLAIN, index_option="freq")
    for name in ("words", "title_words", "spans"):
        builder.add_text_field(name, tokenizer_name=PLAIN, index_option="basic")
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic", stored=True)
    for name in COLUMNS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field(f"{name}_number", fast=True)
    for name in ("day", "month"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("newest", "oldest", "group"):
        builder.add_integer_field(name, fast=True)
    builder.add_unsigned_field("original", fast=True)
    builder.add_float_field("boost", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def number(name: str) -> int:
    """A number that stands for an announcement."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def weight(boost: float) -> float:
    """What is kept of a boost: tantivy multiplies scores with log2(2 + weight)."""
    return float(2.0**boost - 2)


def register(index: Any) -> Any:
    """Tell an opened index how its words are separated."""
    index.register_tokenizer(PLAIN, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index
