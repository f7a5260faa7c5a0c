"""The acts of publishing, on a shelf; each is a command of `cli.content`."""
