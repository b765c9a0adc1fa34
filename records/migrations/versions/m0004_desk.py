"""What the desk adds to a record: the chart, append-only like the records, and the queue of what is to be done."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ID = sa.String(32)


def upgrade() -> None:
    """Make the tables and the guards of the chart."""
    op.create_table(
        "chart",
        sa.Column("id", ID, nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chart"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_chart_record_id_records"),
        sa.UniqueConstraint("record_id", "number", name="uq_chart_record_id"),
    )
    changes = {"update": "ROW", "delete": "ROW"}
    postgresql = op.get_context().dialect.name == "postgresql"
    for change, scope in (changes | {"truncate": "STATEMENT"} if postgresql else changes).items():
        refused = (
            f"FOR EACH {scope} EXECUTE FUNCTION refuse_change()"
            if postgresql
            else "BEGIN SELECT RAISE(ABORT, 'chart is append-only'); END"
        )
        op.execute(f"CREATE TRIGGER chart_no_{change} BEFORE {change.upper()} ON chart {refused}")
    op.create_table(
        "queue",
        sa.Column("record_id", ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("visit_at", MOMENT),
        sa.Column("due_at", MOMENT),
        sa.Column("opened_at", MOMENT),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("told_at", MOMENT),
        sa.PrimaryKeyConstraint("record_id", name="pk_queue"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_queue_record_id_records"),
    )
    op.create_index("ix_queue_order", "queue", ["done", "rank", "visit_at", "submitted_at"])
    op.create_index("ix_queue_visit_at", "queue", ["visit_at"])
    op.create_index("ix_queue_sent", "queue", ["done", "submitted_at"])
