"""Open a published package: pandas frames and a DuckDB connection."""
