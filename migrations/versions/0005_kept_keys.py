"""Room for the keys behind receipts, which outlive a change of the root secret.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_key",
        sa.Column("use", sa.String(24), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("use"),
    )


def downgrade() -> None:
    op.drop_table("kept_key")
