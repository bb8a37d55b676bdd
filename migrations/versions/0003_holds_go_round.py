"""A hold is kept from the leads whom it names; leads go on leave; outcomes have a time and a reference; some is read again.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from voice.store.tables import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hold") as table:
        table.add_column(sa.Column("kept_from", sa.JSON(), nullable=False, server_default="[]"))
        table.drop_column("names_lead")
    with op.batch_alter_table("hold_step") as table:
        table.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("reference", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("done_at", Moment(), nullable=True))
    _number_the_steps()
    with op.batch_alter_table("hold_step") as table:
        table.alter_column("number", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("hat") as table:
        table.add_column(sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.text("false")))
        table.add_column(sa.Column("away_until", sa.Date(), nullable=True))
    with op.batch_alter_table("invite") as table:
        table.add_column(sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table(
        "reread",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "comment_id"),
    )


def _number_the_steps() -> None:
    """Steps that are there already keep the order in which they were shown."""
    op.execute(
        """
        UPDATE hold_step SET number = (
            SELECT count(*) FROM hold_step AS before
            WHERE before.space_id = hold_step.space_id AND before.hold_id = hold_step.hold_id
              AND (before.at < hold_step.at OR (before.at = hold_step.at AND before.step_id <= hold_step.step_id))
        )
        """
    )


def downgrade() -> None:
    op.drop_table("reread")
    with op.batch_alter_table("invite") as table:
        table.drop_column("outside")
    with op.batch_alter_table("hat") as table:
        table.drop_column("away_until")
        table.drop_column("outside")
    with op.batch_alter_table("hold_step") as table:
        table.drop_column("done_at")
        table.drop_column("reference")
        table.drop_column("number")
    with op.batch_alter_table("hold") as table:
        table.add_column(
            sa.Column("names_lead", sa.Boolean(), nullable=False, server_default=sa.text("false"))
        )
        table.drop_column("kept_from")
