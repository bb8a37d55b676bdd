"""Room for what people really answer: “not_quite” has nine letters, and a site's outcomes are sentences.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("heard_right") as table:
        table.alter_column("reply", type_=sa.String(12), existing_nullable=False)
    with op.batch_alter_table("hold_step") as table:
        table.alter_column("outcome", type_=sa.String(200), existing_nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("hold_step") as table:
        table.alter_column("outcome", type_=sa.String(40), existing_nullable=True)
    with op.batch_alter_table("heard_right") as table:
        table.alter_column("reply", type_=sa.String(8), existing_nullable=False)
