"""A run as an Excel workbook: summary, cases, ratings, findings, evidence, decisions, agreement, and what it all means."""
