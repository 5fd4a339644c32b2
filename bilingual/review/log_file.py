"""The file of the verdict log: its table, which refuses to change or delete a row, and what can be wrong with it."""

import sqlite3
from pathlib import Path

WAIT = 10.0  # seconds for another process that is writing
_APPLICATION, _FORMAT = 0x62696C67, 1  # "bilg"
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE verdicts (
  number INTEGER PRIMARY KEY AUTOINCREMENT, act INTEGER NOT NULL, time TEXT NOT NULL, reviewer TEXT NOT NULL,
  pair TEXT NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL, fr TEXT NOT NULL, machine_en TEXT NOT NULL,
  judged_status TEXT NOT NULL, judged_en TEXT NOT NULL, judged_comment TEXT NOT NULL,
  judged_origin TEXT NOT NULL,
  status TEXT NOT NULL, en TEXT NOT NULL, comment TEXT NOT NULL, settles INTEGER NOT NULL,
  undoes INTEGER UNIQUE REFERENCES verdicts (number)
) STRICT;
CREATE INDEX verdicts_by_pair ON verdicts (pair);
CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts BEGIN SELECT RAISE(ABORT, 'a verdict is never changed'); END;
CREATE TRIGGER verdicts_last BEFORE DELETE ON verdicts BEGIN SELECT RAISE(ABORT, 'a verdict is never deleted'); END;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_FORMAT};
COMMIT;
"""


def log_path(dataset: Path) -> Path:
    """Return where the log of a dataset lies, whether or not there is one."""
    place = dataset.resolve()
    return place.with_name(f".{place.name}.review.sqlite")


def has_log(dataset: Path) -> bool:
    """Return whether a dataset has a log."""
    return log_path(dataset).is_file()


def prepare(database: sqlite3.Connection) -> None:
    """Set a connection up and make the table where the file is new. Raises sqlite3.Error for any other file."""
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA synchronous = EXTRA")
    database.execute("PRAGMA foreign_keys = ON")
    known = _marks(database)
    if known == (0, 0) and not database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        try:
            database.executescript(_SCHEMA)
        except sqlite3.OperationalError:  # another process was first, or the place cannot be written
            if database.in_transaction:
                database.execute("ROLLBACK")
            if _marks(database) != (_APPLICATION, _FORMAT):
                raise
        known = _marks(database)
    if known != (_APPLICATION, _FORMAT):
        raise sqlite3.DatabaseError("no verdict log, or one of a newer version of bilingual")


def _marks(database: sqlite3.Connection) -> tuple[int, int]:
    (application,), (version,) = (
        database.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    return application, version


def describe_fault(error: sqlite3.Error) -> str:
    """Say what is wrong with the file and what to do."""
    extended = getattr(error, "sqlite_errorcode", 0)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return "was moved or deleted while it was open; put it back, and start the command again"
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another process is writing verdicts; try again"
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return f"the verdicts cannot be written: {error}; free some space and try again"
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY):
        return f"cannot be opened or written: {error}; give yourself permission to write in its folder"
    return f"cannot be used as the verdict log: {error}; put back a copy of it, or move it elsewhere"
