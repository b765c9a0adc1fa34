"""Who may see what, and what became of it: the audit trail, accounts, visits and their links, files, names to find.

The guards of the audit trail are those of the records: no entry is changed or removed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ID, HASH, SUBJECT = sa.String(32), sa.String(64), sa.String(96)


def upgrade() -> None:
    """Make the tables and the guards."""
    _audit()
    _accounts()
    _visits()
    op.create_table(
        "names",
        sa.Column("word", HASH, nullable=False),
        sa.Column("subject", SUBJECT, nullable=False),
        sa.PrimaryKeyConstraint("word", "subject", name="pk_names"),
    )
    op.create_index("ix_names_subject", "names", ["subject"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("action", HASH, nullable=False),
        sa.Column("subject", SUBJECT, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("seal", HASH, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    changes = {"update": "ROW", "delete": "ROW"}
    postgresql = op.get_context().dialect.name == "postgresql"
    for change, scope in (changes | {"truncate": "STATEMENT"} if postgresql else changes).items():
        refused = (
            f"FOR EACH {scope} EXECUTE FUNCTION refuse_change()"
            if postgresql
            else "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        )
        op.execute(f"CREATE TRIGGER audit_no_{change} BEFORE {change.upper()} ON audit {refused}")


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("login", HASH, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", HASH, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("pin_failures", sa.Integer, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sessions_account_id_accounts"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "attempts",
        sa.Column("id", HASH, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_last_at", "attempts", ["last_at"])
    op.create_table(
        "codes",
        sa.Column("id", HASH, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("draft_id", HASH, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("draft_id", name="uq_visits_draft_id"),
    )
    op.create_index("ix_visits_at", "visits", ["at"])
    op.create_table(
        "invitations",
        sa.Column("id", HASH, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_invitations_visit_id_visits"),
    )
    op.create_index("ix_invitations_visit_id", "invitations", ["visit_id"])
    op.create_table(
        "files",
        sa.Column("id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("media_type", HASH, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_files_visit_id_visits"),
    )
    op.create_index("ix_files_visit_id", "files", ["visit_id"])
