"""The same check on an engine for many machines: one function for a partition of records, and how Dask and Spark call it."""
