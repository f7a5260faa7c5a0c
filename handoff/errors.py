"""Why a hand-off stops. Sentences are fixed and hold no name, word, token or text.

HandoffError (`code`)
├── ReadersError          the list of readers cannot be shown, so nothing can be sealed
│   ├── GroupUnknown        the pinned id does not bear the pinned name, or is not a manual group
│   ├── GroupNotVisible     the ENT does not let this pupil write to the group
│   ├── ListIncomplete      the pupil does not see every member one by one
│   └── GroupNotAlive       fewer than two members hold a live key
├── AbsenceRefused        an absence that cannot be: its days, or its substitute
├── CaseClosed            the case is closed: it is reopened first
├── CaseRefused           an act that cannot be: a day, a colleague, a case never opened
├── EnvelopeConflict      the id is taken by other bytes, another sender or another word
├── EnvelopeUnknown       no such envelope (or none for this person: the two are not told apart)
├── AttachmentUnknown     this envelope announced no such piece (or none for this person)
├── AttachmentConflict    the piece is there already, in other bytes
├── PaperConflict         the id is taken by another note, sheet or reply
├── KeyExists             this referent already holds a key that counts
├── KeyIncomplete         no lock, or months that are not what they should be
└── KeysError             what is asked of a key cannot be: handoff.keys.errors
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


class AbsenceRefused(HandoffError):
    """The absence cannot be what was meant."""

    code = "absence_refused"


class EnvelopeConflict(HandoffError):
    """Another deposit holds this id."""

    code = "envelope_conflict"


class EnvelopeUnknown(HandoffError):
    """No such envelope for this person."""

    code = "envelope_unknown"


class AttachmentUnknown(HandoffError):
    """No such piece was announced for this envelope, or for this person."""

    code = "attachment_unknown"


class AttachmentConflict(HandoffError):
    """Other bytes hold this piece's place."""

    code = "attachment_conflict"


class KeyExists(HandoffError):
    """A key is already there; it is never overwritten."""

    code = "key_exists"


class KeyIncomplete(HandoffError):
    """A lock and twelve different months are needed."""

    code = "key_incomplete"


class CaseClosed(HandoffError):
    """Reopen it first."""

    code = "case_closed"


class CaseRefused(HandoffError):
    """This act makes no sense here."""

    code = "case_refused"


class PaperConflict(HandoffError):
    """Another paper holds this id."""

    code = "paper_conflict"
