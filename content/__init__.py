"""The content team's workshop: what is written in `data/` is read, judged and explained, in the words of those who write it."""
