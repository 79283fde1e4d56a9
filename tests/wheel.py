"""usage: wheel.py FILE.whl — check that a wheel holds every file of the sources and no stray module."""

import sys
from pathlib import Path
from zipfile import ZipFile

ROOTS = ("core", "crawler", "nlp", "index", "site")


def main() -> None:
    """Exit with 1 and the missing names if the wheel is not whole."""
    root = Path(__file__).parents[1]
    wanted = {
        path.relative_to(root / part).as_posix()
        for part in ROOTS
        for path in (root / part / "dateline").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with ZipFile(sys.argv[1]) as wheel:
        names = {name for name in wheel.namelist() if name.startswith("dateline/")}
    missing = sorted(wanted - names)
    if missing or "dateline/__init__.py" in names:
        sys.exit(f"The wheel lacks {missing}" if missing else "The wheel has a dateline/__init__.py")
    print(f"{len(names)} files, all there")


if __name__ == "__main__":
    main()
