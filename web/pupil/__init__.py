"""The pupils' door: sessions, turns, sign-in, hand-off. Never imports the desk, the bot or the actions."""
