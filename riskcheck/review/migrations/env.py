"""Run by Alembic: migrate on the connection that was handed over, inside the transaction that it has."""

from alembic import context

from riskcheck.review.table import TABLES

context.configure(connection=context.config.attributes["connection"], target_metadata=TABLES, transactional_ddl=False)
context.run_migrations()
