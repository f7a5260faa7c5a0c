"""Why a hand-off stops. Sentences are fixed and hold no name, word, token or text.

HandoffError (`code`)
├── ReadersError          the list of readers cannot be shown, so nothing can be sealed
│   ├── GroupUnknown        the pinned id does not bear the pinned name, or is not a manual group
│   ├── GroupNotVisible     the ENT does not let this pupil write to the group
│   ├── ListIncomplete      the pupil does not see every member one by one
│   └── GroupNotAlive       fewer than two members hold a live key
├── EnvelopeConflict      the id is taken by other bytes, another sender or another word
├── EnvelopeUnknown       no such envelope (or none for this person: the two are not told apart)
├── KeyExists             this referent already holds a key
└── KeyIncomplete         the months are not twelve different ones
"""


class HandoffError(Exception):
    """Base; `code` is what crosses to the browser."""

    code = "handoff_error"

    def __init__(self) -> None:
        super().__init__(self.code)


class ReadersError(HandoffError):
    """The list of readers cannot be shown."""

    code = "readers_error"


class GroupUnknown(ReadersError):
    """The pinned group is not what it should be."""

    code = "group_unknown"


class GroupNotVisible(ReadersError):
    """The pupil may not write to the group."""

    code = "group_not_visible"


class ListIncomplete(ReadersError):
    """Some member is hidden from the pupil."""

    code = "list_incomplete"


class GroupNotAlive(ReadersError):
    """Fewer than two members could read."""

    code = "group_not_alive"


class EnvelopeConflict(HandoffError):
    """Another deposit holds this id."""

    code = "envelope_conflict"


class EnvelopeUnknown(HandoffError):
    """No such envelope for this person."""

    code = "envelope_unknown"


class KeyExists(HandoffError):
    """A key is already there; it is never overwritten."""

    code = "key_exists"


class KeyIncomplete(HandoffError):
    """Twelve different months are needed."""

    code = "key_incomplete"
