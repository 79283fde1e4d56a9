"""Opening the store: SQLite in WAL mode, migrated to the current schema, one writer at a time.

`Store.read` and `Store.write` hand out a connection for one transaction.  A write begins IMMEDIATE, so that
it waits for another writer at its start instead of failing at its end; it commits when the block ends and
rolls back on any exception.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from dateline.errors import DatelineError
from dateline.home import Home

BUSY_SECONDS = 60


class Store:
    """The database of one knowledge base.  Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, home: Home) -> "Store":
        """The knowledge base's store, created or migrated where needed.

        Raises DatelineError when the file is no database, is of a newer Dateline, or cannot be written.
        """
        home.create()
        store = cls(_engine(home.database))
        try:
            _migrate(store.engine)
        except (DatabaseError, sqlite3.DatabaseError) as error:
            store.close()
            raise _failure(home.database, error) from error
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection with one consistent view of the store."""
        with self.engine.connect() as conn, _sentences(self.engine):
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one write transaction."""
        with self.engine.connect() as conn, _sentences(self.engine):
            conn.execution_options(dateline_write=True)
            with conn.begin():
                yield conn

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *args: object) -> None:
        self.close()


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        # The driver's own transaction handling begins too late; SQLAlchemy's "begin" below does it.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        write = conn.get_execution_options().get("dateline_write")
        conn.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def _sentences(engine: Engine) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise _failure(Path(str(engine.url.database)), error) from error


def _failure(path: Path, error: Exception) -> DatelineError:
    text = str(getattr(error, "orig", error))
    if "disk is full" in text:
        return DatelineError(f"The disk that holds {path} is full; make room and run again, nothing is lost.")
    if "not a database" in text or "malformed" in text:
        return DatelineError(f"{path} is damaged ({text}); put back a backup, or move it away to start anew.")
    if "unable to open" in text or "readonly" in text:
        return DatelineError(f"{path} cannot be opened for writing; check who owns it.")
    if "locked" in text:
        return DatelineError(
            f"{path} has been locked by another process for {BUSY_SECONDS} seconds; try later."
        )
    return DatelineError(f"The store {path} failed: {text}.")


def migrations() -> Config:
    """Alembic's configuration for the migrations beside this module."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _migrate(engine: Engine) -> None:
    config = migrations()
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as conn:
        current = MigrationContext.configure(conn).get_current_revision()
    if current == head:
        return
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatelineError(
            f"{engine.url.database} was written by a newer Dateline (schema {current}); install that version."
        )
    with engine.connect() as conn:
        conn.execution_options(dateline_write=True)
        with conn.begin():
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
