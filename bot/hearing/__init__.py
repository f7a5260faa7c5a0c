"""What a message means in its conversation: before its words are understood, beside them, and with what was told before."""
