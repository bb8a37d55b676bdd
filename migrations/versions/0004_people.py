"""An invite may give several hats, or let somebody start afresh; a new lead may wait for another lead's yes; the audit takes lines and gives none back.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQLITE = (
    # REPLACE deletes without asking a DELETE trigger: the INSERT trigger refuses a number that is there.
    "CREATE TRIGGER audit_only_new BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number) "
    "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
)
POSTGRES = (
    "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
)
SQLITE_UNDO = tuple(
    f"DROP TRIGGER {name}" for name in ("audit_only_new", "audit_no_update", "audit_no_delete")
)
POSTGRES_UNDO = ("DROP TRIGGER audit_no_change ON audit", "DROP FUNCTION audit_is_append_only()")


def upgrade() -> None:
    op.add_column("hat", sa.Column("waits", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
    with op.batch_alter_table("invite") as table:
        table.alter_column(
            "hat",
            new_column_name="hats",
            type_=sa.String(60),
            existing_type=sa.String(10),
            existing_nullable=False,
        )
        table.add_column(sa.Column("afresh", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
    _run(SQLITE, POSTGRES)


def downgrade() -> None:
    _run(SQLITE_UNDO, POSTGRES_UNDO)
    with op.batch_alter_table("invite") as table:
        table.alter_column(
            "hats",
            new_column_name="hat",
            type_=sa.String(10),
            existing_type=sa.String(60),
            existing_nullable=False,
        )
        table.drop_column("afresh")
    with op.batch_alter_table("hat") as table:
        table.drop_column("waits")


def _run(on_sqlite: tuple[str, ...], on_postgres: tuple[str, ...]) -> None:
    for statement in on_sqlite if op.get_bind().dialect.name == "sqlite" else on_postgres:
        op.execute(statement)
