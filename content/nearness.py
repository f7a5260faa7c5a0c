"""Whether a paraphrase still is the sentence that it should say otherwise. Pure.

Words are compared without case, accents, punctuation. Four in a row that both have, or more than six of ten that were the pupil's, are too near:
an example must not be a child's own way of writing.
"""

from content.check.examples import plain

SHARED_RUN = 4
MOST_SHARED = 0.6


def is_too_near(paraphrase: str, sentence: str) -> bool:
    """Whether an editor must look for other words."""
    ours, theirs = plain(paraphrase).split(), plain(sentence).split()
    if not ours or not theirs:
        return False
    shared = sum(word in theirs for word in ours)
    return shared > MOST_SHARED * len(ours) or bool(_runs(ours) & _runs(theirs))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + SHARED_RUN]) for at in range(len(words) - SHARED_RUN + 1)}
