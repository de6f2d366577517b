"""The trail, and what refuses to change it.

The triggers stop slips and other programs. Whoever owns the database can drop them; that is what the chain is for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSES = "entries of the trail can only be added: it is append-only"


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("about", sa.String(400), nullable=False, index=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("before", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
    )
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER trail_no_{what.lower()} BEFORE {what} ON trail BEGIN SELECT RAISE(ABORT, '{_REFUSES}'); END"
            )
    else:
        op.execute(
            f"CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSES}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail "
            "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()"
        )
