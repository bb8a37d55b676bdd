"""Alembic's entry: runs on the connection it is handed, inside that connection's transaction."""

from alembic import context

from voice.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
)
context.run_migrations()
