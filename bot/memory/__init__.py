"""What Rasa remembers of a conversation, sealed."""
