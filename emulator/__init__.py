"""A small ENT (Edifice ONE / NEO, entcore 6.15) for demonstrations and tests. It imports nothing of the rest.

Each endpoint's docstring carries the mark of the contract that says how sure the behaviour is:
[R] read in the code, [T] asserted by Edifice's tests, [V] checked on the real class, [D] public documents, [I] inferred.
"""
