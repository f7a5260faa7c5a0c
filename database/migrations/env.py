"""Alembic's own entry: it is called by `database.upgrading` with a connection whose transaction holds every revision, or by nobody.

Not by the command `alembic`: it would open the database in another way than ours.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # on SQLite too: `database.open_engine` begins its transactions itself
    render_as_batch=True,  # SQLite changes a column by making its table again
)
with context.begin_transaction():
    context.run_migrations()
