"""The referents' door: sign-in, keys, sealed envelopes. Never imports the pupils' door, the bot or the actions."""
