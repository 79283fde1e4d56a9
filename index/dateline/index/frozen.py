"""Whoosh, imported in one place.

Whoosh-Reloaded 2.7.5 is no longer maintained and treated as frozen code: pinned, used for what is imported
here, and what we rely on is tested.  Importing it warns about its old syntax, which is nobody's to mend.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, formats  # type: ignore[import-untyped]
    from whoosh.codec import base  # type: ignore[import-untyped]
    from whoosh.filedb.filestore import FileStorage  # type: ignore[import-untyped]
    from whoosh.index import TOC, clean_files  # type: ignore[import-untyped]
    from whoosh.lang import snowball  # type: ignore[import-untyped]
    from whoosh.matching import ListMatcher  # type: ignore[import-untyped]
    from whoosh.reading import TermInfo, TermNotFound  # type: ignore[import-untyped]

__all__ = [
    "TOC",
    "FileStorage",
    "ListMatcher",
    "TermInfo",
    "TermNotFound",
    "analysis",
    "base",
    "clean_files",
    "fields",
    "formats",
    "snowball",
]
