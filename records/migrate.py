"""Bringing a database to the tables of this version, before anything is served."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from records.database import Database
from records.errors import CannotOpen
from records.events import event

if TYPE_CHECKING:
    from alembic.config import Config

# Written down here so that an up-to-date database is known without loading Alembic; a test holds it to the scripts.
HEAD = "0005"
SCRIPTS = Path(__file__).parent / "migrations"
# Any number, as long as it is always the same: two programs that start at once migrate one after the other.
_LOCK = 5_077_001


def revision(connection: Connection) -> str | None:
    """The revision the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def require_current(connection: Connection) -> str:
    """The revision of a database that has this version's tables. Raises CannotOpen for any other."""
    found = revision(connection)
    if found != HEAD:
        raise CannotOpen(f"The tables are at revision {found or 'none'}, this version needs {HEAD}.")
    return found


def lock(connection: Connection) -> None:
    """Wait until nobody else makes or migrates tables, and keep others waiting until the transaction ends."""
    if connection.dialect.name == "postgresql":  # on SQLite whoever writes has locked out all others
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def upgrade(database: Database) -> None:
    """Make or migrate the tables in one transaction. Raises CannotOpen, also for a database newer than this program."""
    database.make_folder()
    with database.reached():
        with database.engine.connect() as connection:
            if revision(connection) == HEAD:
                return
        with database.writing() as connection:
            lock(connection)
            if revision(connection) != HEAD:
                bring(connection)
    event("database.migrated", revision=HEAD)


def bring(connection: Connection, target: str = "head") -> None:
    """Make or migrate the tables up to the revision `target`, in the transaction of `connection`.

    Raises CannotOpen for a database that is newer than this program.
    """
    from alembic import command  # only a database that is not up to date pays for the import

    config = _config()
    config.attributes["connection"] = connection
    found = revision(connection)
    if found is not None and found not in known_revisions():
        raise CannotOpen(f"This database (revision {found}) was made by a newer version of the program. Update first.")
    command.upgrade(config, target)


def known_revisions() -> set[str]:
    """The revisions that a database of this or an earlier version can be at."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
