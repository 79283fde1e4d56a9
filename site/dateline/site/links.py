"""A search as an address: read from the query string of a request, written into links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from dateline.index.contract import FACETS, FacetName, Request, Sort

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
MAX_QUERY = 2000
MAX_PAGE = 1000
MAX_VALUES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search page was asked for."""

    query: str = ""
    filters: Mapping[FacetName, tuple[str, ...]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    sort: Sort = "relevance"
    page: int = 1
    collapse: bool = True
    problems: tuple[str, ...] = ()
    """What of the address was not understood, one sentence each."""

    @classmethod
    def read(cls, params: QueryParams) -> "Search":
        """The search that a query string asks for; what is out of range is left out and said."""
        problems: list[str] = []
        query = params.get("q", "").replace("\x00", "").strip()
        if len(query) > MAX_QUERY:
            problems.append(f"The query was cut to {MAX_QUERY:,} characters.")
            query = query[:MAX_QUERY]
        filters: dict[FacetName, tuple[str, ...]] = {}
        for name in FACETS:
            values = tuple(dict.fromkeys(value for value in params.getlist(name) if value))[:MAX_VALUES]
            if values:
                filters[name] = values
        first = _day(params.get("from", ""), problems)
        last = _day(params.get("to", ""), problems)
        if first and last and first > last:
            first, last = last, first
        sort = next((name for name in SORTS if name == params.get("sort")), SORTS[0])
        page = params.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
        return cls(
            query=query,
            filters=filters,
            first=first,
            last=last,
            sort=sort,
            page=min(max(number, 1), MAX_PAGE),
            collapse=params.get("copies") != "all",
            problems=tuple(problems),
        )

    @property
    def narrowed(self) -> bool:
        """True when anything beside the query limits what is found."""
        return bool(self.filters or self.first or self.last)

    def request(self, size: int, *, facets: Sequence[FacetName] = (), histogram: bool = False) -> Request:
        """The index's request for this page."""
        return Request(
            query=self.query,
            filters=self.filters,
            published=(self.first, self.last),
            sort=self.sort,
            offset=(self.page - 1) * size,
            limit=size,
            facets=facets,
            histogram=histogram,
            collapse=self.collapse,
        )

    def pairs(self, *, page: bool = False) -> list[tuple[str, str]]:
        """The query string's names and values, defaults left out."""
        found = [("q", self.query)] if self.query else []
        found += [(name, value) for name in FACETS for value in self.filters.get(name, ())]
        if self.first:
            found.append(("from", self.first.isoformat()))
        if self.last:
            found.append(("to", self.last.isoformat()))
        if self.sort != "relevance":
            found.append(("sort", self.sort))
        if not self.collapse:
            found.append(("copies", "all"))
        if page and self.page > 1:
            found.append(("page", str(self.page)))
        return found

    def url(self, path: str = "/", *, page: bool = False) -> str:
        """The address of this search, of its first page unless `page`."""
        text = urlencode(self.pairs(page=page))
        return f"{path}?{text}" if text else path

    def toggled(self, name: FacetName, value: str) -> "Search":
        """This search with a facet value chosen, or no longer."""
        values = self.filters.get(name, ())
        values = tuple(item for item in values if item != value) if value in values else (*values, value)
        filters = {key: kept for key, kept in {**self.filters, name: values}.items() if kept}
        return replace(self, filters=filters, page=1)

    def between(self, first: date | None, last: date | None) -> "Search":
        """This search limited to days of publication."""
        return replace(self, first=first, last=last, page=1)

    def sorted(self, sort: Sort) -> "Search":
        return replace(self, sort=sort, page=1)

    def at(self, page: int) -> "Search":
        return replace(self, page=page)

    def asking(self, query: str) -> "Search":
        """Another query with the same limits."""
        return replace(self, query=query, page=1)

    def collapsed(self, collapse: bool) -> "Search":
        """One hit for each announcement, or all."""
        return replace(self, collapse=collapse, page=1)

    def unlimited(self) -> "Search":
        """The query alone."""
        return Search(query=self.query, sort=self.sort, collapse=self.collapse)


def _day(text: str, problems: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"{text[:40]} is no date such as 2024-05-31, and was left out.")
        return None
