"""A database is brought to this version's tables once, and only forwards."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from records import CannotOpen, Store
from records import migrate as migrate_module
from records.database import Database
from records.migrate import HEAD, SCRIPTS, revision, upgrade
from records.tables import METADATA


def test_the_migrations_make_the_tables_the_program_uses(store: Store) -> None:
    with store.records._database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_head_written_down_is_that_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_up_to_date_database_is_left_alone(new_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(new_url)
    upgrade(database)
    monkeypatch.setattr(migrate_module, "bring", lambda _: pytest.fail("migrated again"))
    upgrade(database)
    database.close()


def test_a_newer_database_is_refused_and_not_touched(url: str, key_file: Path) -> None:
    database = Database(url)
    upgrade(database)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotOpen, match="newer version"):
        Store.open(url, key_file)
    with database.engine.connect() as connection:
        assert revision(connection) == "9999"
    database.close()


def test_a_migration_that_fails_leaves_nothing_behind(new_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database, run = Database(new_url), migrate_module.bring

    def run_and_fail(connection: object) -> None:
        run(connection)  # type: ignore[arg-type]  # whatever came is passed on
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate_module, "bring", run_and_fail)
    with pytest.raises(KeyboardInterrupt):
        upgrade(database)
    with database.engine.connect() as connection:
        assert revision(connection) is None
    database.close()
