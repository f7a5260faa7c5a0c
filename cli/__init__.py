"""The `parlons-en` command: wires the rooms together and speaks French to whoever runs it."""
