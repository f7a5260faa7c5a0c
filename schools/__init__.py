"""What a school says of itself: when its adults read, when they are away, its local lines, one sentence of welcome.

The national numbers never depend on it. The shapes are in docs/contracts.md, "What a school says of itself".
"""
