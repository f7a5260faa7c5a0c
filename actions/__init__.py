"""What the action server loads: one act, one file. Never rasa, never bot."""
