"""Case records: reading, limits, validation, one outcome for each input record."""
