"""Codes by which a draft is gone on with on another device."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table of the codes."""
    op.create_table(
        "resume_codes",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("draft_id", sa.String(64), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_resume_codes"),
    )
    op.create_index("ix_resume_codes_draft_id", "resume_codes", ["draft_id"])
    op.create_index("ix_resume_codes_expires_at", "resume_codes", ["expires_at"])
