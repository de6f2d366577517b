"""How a store's tables came to be what they are, version by version; Alembic runs what a store has not had yet.

Alembic is used as a library, on a connection whose transaction holds the lock: a store is upgraded whole or not at all, and two
people who open it at once do it once.
"""

from pathlib import Path

from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the tables behind a connection to the newest version, inside its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
