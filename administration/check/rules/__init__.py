"""The rules: pure functions from the gathered facts of one school to findings, one file a subject."""
