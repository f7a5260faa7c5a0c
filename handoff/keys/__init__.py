"""Referents' keys: who holds one, who vouches for it, how it is kept, lost and found again."""
