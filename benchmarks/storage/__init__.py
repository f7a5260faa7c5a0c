"""How many turns a second the database takes: SQLite in WAL and PostgreSQL, side by side."""
