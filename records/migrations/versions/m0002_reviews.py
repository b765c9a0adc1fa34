"""Reviews: what was signed about a record, with the PDF; append-only like the records themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its guards."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("paper", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_reviews_record_id_records"),
        sa.UniqueConstraint("record_id", "number", name="uq_reviews_record_id"),
    )
    changes = {"update": "ROW", "delete": "ROW"}
    postgresql = op.get_context().dialect.name == "postgresql"
    for change, scope in (changes | {"truncate": "STATEMENT"} if postgresql else changes).items():
        refused = (
            f"FOR EACH {scope} EXECUTE FUNCTION refuse_change()"
            if postgresql
            else "BEGIN SELECT RAISE(ABORT, 'reviews is append-only'); END"
        )
        op.execute(f"CREATE TRIGGER reviews_no_{change} BEFORE {change.upper()} ON reviews {refused}")
