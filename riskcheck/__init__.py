"""riskcheck: checks risk of serious harm ratings against the evidence on record, and explains each flag."""

__version__ = "0.1.0"
