"""The search index: `open_index(home)` answers, `dateline.index.stage` writes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.home import Home
    from dateline.index.contract import Searcher


def open_index(home: "Home", *, warm: bool = False) -> "Searcher":
    """The searcher of this knowledge base; follows new generations by itself.

    Servers say `warm`, so that the first completion and the first misspelt query need not wait.
    """
    from dateline.index.serving import Serving

    return Serving(home.index, warm=warm)
