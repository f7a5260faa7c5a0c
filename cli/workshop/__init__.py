"""The content team's local page: what the check says, a sentence tried, a conversation played. It writes nothing, and nobody else reaches it."""
