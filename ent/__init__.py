"""The ENT's API as our processes see it; imports nothing of ours. The contract is docs/contracts.md, "The ENT's API".

The administrator's calls are in `ent.administration`, their sessions in `ent.sessions`.
"""

from ent.client import EntClient
from ent.errors import (
    BadAnswer,
    EntError,
    EntUnreachable,
    Forbidden,
    MandatoryStep,
    MessagingAbsent,
    NotSignedIn,
    Overloaded,
    Refused,
    SignInRefused,
    StateMismatch,
)
from ent.models import (
    FolderRow,
    Granted,
    GroupMembership,
    Letter,
    Member,
    Notification,
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
    "MandatoryStep",
    "Member",
    "MessagingAbsent",
    "NotSignedIn",
    "Notification",
    "Overloaded",
    "OwnCopy",
    "Pupil",
    "Refused",
    "Sent",
    "SignInRefused",
    "StaffMember",
    "StateMismatch",
    "VisibleGroup",
    "open_http",
]
