"""While nobody has opened yet: what was promised, who is away, who is reminded, the bell."""
