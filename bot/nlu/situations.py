"""The labels of `situations.yml` that the code must name, and no others."""

BENIGN = frozenset(("conversation", "hors_sujet"))
ABOUTS = ("self", "other", "author", "none")
IMMEDIATE = 2
CONCERNED = 1
