"""How easy what a pupil reads is to read: Kandel and Moles' measure of every reply, by level of school."""
