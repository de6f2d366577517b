"""riskcheck: checks risk of serious harm ratings against the evidence on record, and explains each flag."""
