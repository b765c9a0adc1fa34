"""What Alembic runs to migrate; the connection and its transaction come from records.migrate."""

from alembic import context

from records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite can undo DDL; Alembic leaves that off only because Python's sqlite3 used to commit before it.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
