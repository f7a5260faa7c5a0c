"""What the Rasa server loads: channels, understanding, memory, wording."""
