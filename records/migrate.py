"""Bringing a database to the tables of this version, before anything is served."""

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

from records.database import Database
from records.errors import CannotOpen
from records.events import event

# Written down here so that an up-to-date database is known without loading Alembic; a test holds it to the scripts.
HEAD = "0003"
SCRIPTS = Path(__file__).parent / "migrations"
# Any number, as long as it is always the same: two programs that start at once migrate one after the other.
_LOCK = 5_077_001


def revision(connection: Connection) -> str | None:
    """The revision the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(database: Database) -> None:
    """Make or migrate the tables in one transaction. Raises CannotOpen, also for a database newer than this program."""
    database.make_folder()
    with database.reached():
        with database.engine.connect() as connection:
            if revision(connection) == HEAD:
                return
        with database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            if revision(connection) != HEAD:
                _run(connection)
    event("database.migrated", revision=HEAD)


def _run(connection: Connection) -> None:
    from alembic import command  # only a database that is not up to date pays for the import
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision(connection)
    if found is not None and found not in known:
        raise CannotOpen(f"This database (revision {found}) was made by a newer version of the program. Update first.")
    command.upgrade(config, "head")
