"""The one table of a store, as its newest version has it."""

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

LATEST = "0001"
"""The newest version of the tables that this riskcheck knows, and makes."""

TABLES = MetaData()
TRAIL = Table(
    "trail",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("kind", String(40), nullable=False, index=True),
    Column("about", String(400), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("before", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
)
