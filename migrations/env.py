"""Alembic's entry: runs on the connection it is handed, inside that connection's transaction."""

from alembic import context

from voice.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
    render_as_batch=True,
)
context.run_migrations()
