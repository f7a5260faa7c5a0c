"""The errors of this room.

FactError
├── MalformedFactError   data/facts/ holds something that cannot be right: refuse to start
├── UnknownFactError     nothing of that name was ever in data/facts/
├── ExpiredFactError     it was true once; nobody has verified it since: not served
└── NaiveTimeError       an hour without its offset: which day it is in Paris cannot be known
"""


class FactError(Exception):
    """`code` is short and stable; the sentence names the fact, which is never personal data."""

    code = "fact"


class MalformedFactError(FactError):
    """A file of data/facts/ is wrong."""

    code = "malformed_fact"


class UnknownFactError(FactError):
    """There is no such fact."""

    code = "unknown_fact"


class ExpiredFactError(FactError):
    """The fact has not been verified in time."""

    code = "expired_fact"


class NaiveTimeError(FactError):
    """The instant has no offset."""

    code = "naive_time"
