"""Vectors are sealed from now on. Those that lie open go; the worker makes them again.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM vector")


def downgrade() -> None:
    op.execute("DELETE FROM vector")
