"""What a pupil is told when the ENT signs nobody in: something to do there first, or what did not work."""

from web.problems import WebError
from web.sign_in_refusals import ASKS


def problem_of(reason: str) -> WebError:
    """The refusal for one of `web.sign_in_refusals.REASONS`, with its own sentence."""
    sentence = f"sign_in.{reason}"
    if reason.startswith(ASKS):
        return WebError("ent_asks_first", sentence=sentence)
    return WebError("sign_in_failed", sentence=sentence)
