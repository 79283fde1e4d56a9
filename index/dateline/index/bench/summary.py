"""What a run came to, in one table."""

from collections.abc import Sequence


class Summary:
    """Figures against what is wanted, by engine."""

    def __init__(self, documents: int, engines: Sequence[str]) -> None:
        self._documents, self._engines = documents, engines
        self._rows: dict[str, tuple[str, dict[str, str]]] = {}

    def add(self, row: str, wanted: str, engine: str, figure: str) -> None:
        """One figure."""
        self._rows.setdefault(row, (wanted, {}))[1][engine] = figure

    def lines(self) -> list[str]:
        """As Markdown."""
        out = [
            f"| index of {self._documents:,} articles | wanted | {' | '.join(self._engines)} |",
            "|---|---" + "|---" * len(self._engines) + "|",
        ]
        for row, (wanted, figures) in self._rows.items():
            cells = [figures.get(engine, "") for engine in self._engines]
            out.append(f"| {row} | {wanted} | {' | '.join(cells)} |")
        return out
