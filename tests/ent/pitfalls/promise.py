"""What a pupil, a referent or a school is promised. A scenario fails by breaking one, and by nothing else."""


class PromiseBroken(AssertionError):
    """The promise in words."""


def promise(kept: object, words: str) -> None:
    """Raise PromiseBroken when it is not kept."""
    if not kept:
        raise PromiseBroken(words)
