"""`parlons-en content replay`: what was typed, what was answered, and the story that keeps both. Pure: the bot itself is asked elsewhere."""
