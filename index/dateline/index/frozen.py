"""Whoosh, imported in one place.

Whoosh-Reloaded 2.7.5 is no longer maintained and treated as frozen code: pinned, used for what is imported
here, and what we rely on is tested.  Importing it warns about its old syntax, which is nobody's to mend.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, formats
    from whoosh.codec import base
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, clean_files
    from whoosh.lang import snowball
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo, TermNotFound

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
