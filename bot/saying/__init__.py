"""What is said back: which response fits, in which reviewed words, with which cards and buttons."""
