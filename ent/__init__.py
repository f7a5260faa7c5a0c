"""The ENT's API as our processes see it; imports nothing of ours. The contract is docs/contracts.md, "The ENT's API"."""

from ent.client import EntClient
from ent.errors import (
    BadAnswer,
    EntError,
    EntUnreachable,
    Forbidden,
    NotSignedIn,
    Overloaded,
    Refused,
    StateMismatch,
)
from ent.models import (
    FolderRow,
    Granted,
    GroupMembership,
    Letter,
    Member,
    OwnCopy,
    Pupil,
    Sent,
    StaffMember,
    VisibleGroup,
)
from ent.transport import open_http

__all__ = [
    "BadAnswer",
    "EntClient",
    "EntError",
    "EntUnreachable",
    "FolderRow",
    "Forbidden",
    "Granted",
    "GroupMembership",
    "Letter",
    "Member",
    "NotSignedIn",
    "Overloaded",
    "OwnCopy",
    "Pupil",
    "Refused",
    "Sent",
    "StaffMember",
    "StateMismatch",
    "VisibleGroup",
    "open_http",
]
