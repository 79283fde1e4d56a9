"""What the site reads from: the store, the index and the settings of one knowledge base."""

from starlette.requests import Request

from dateline.home import Home
from dateline.index import open_index
from dateline.index.contract import Searcher
from dateline.settings import Settings
from dateline.site.upkeep import Upkeep
from dateline.store.database import Store


class Library:
    """Open store and searcher; safe to share between threads."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.settings: Settings = home.settings()
        self.store = Store.open(home)
        self.searcher: Searcher = open_index(home, warm=True)
        self.upkeep = Upkeep(home)

    def close(self) -> None:
        """Let go of the files."""
        self.upkeep.close()
        self.searcher.close()
        self.store.close()

    def base_url(self, request: Request) -> str:
        """The site's public address without a slash at its end."""
        return (self.settings.site.base_url or str(request.base_url)).rstrip("/")


def of(request: Request) -> Library:
    """The library that the application of this request serves."""
    library: Library = request.app.state.library
    return library
