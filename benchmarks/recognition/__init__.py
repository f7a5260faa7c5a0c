"""How well messages are understood, measured on the lines of hands (authors) that were left out; see README.md."""
