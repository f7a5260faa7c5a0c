"""The ENT's API as our processes see it; imports nothing of ours. The contract is docs/contracts.md, "The ENT's API".

What is named here is the whole of it: nobody outside imports a module of this package (checked by import-linter).
"""

from ent.accounts import AccountClient
from ent.administration import AdministrationClient
from ent.administrators import Administrator
from ent.applications import Application, CreatedApplication, NewApplication
from ent.authorisations import Authorisation
from ent.client import EntClient
from ent.directory_accounts import STAFF, DirectoryAccount
from ent.errors import (
    TRANSFORMATION_FAILED,
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
from ent.groups import AdministeredGroup, GroupMember, GroupRules, LinkCheck, PublicGroup
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
from ent.news import NewsDraft
from ent.portal import HomePage, MyApplication, Theme
from ent.sessions import BrowserSession, Credential, sign_in, sign_out
from ent.transport import open_http

__all__ = [
    "STAFF",
    "TRANSFORMATION_FAILED",
    "AccountClient",
    "AdministeredGroup",
    "AdministrationClient",
    "Administrator",
    "Application",
    "Authorisation",
    "BadAnswer",
    "BrowserSession",
    "CreatedApplication",
    "Credential",
    "DirectoryAccount",
    "EntClient",
    "EntError",
    "EntUnreachable",
    "FolderRow",
    "Forbidden",
    "Granted",
    "GroupMember",
    "GroupMembership",
    "GroupRules",
    "HomePage",
    "Letter",
    "LinkCheck",
    "MandatoryStep",
    "Member",
    "MessagingAbsent",
    "MyApplication",
    "NewApplication",
    "NewsDraft",
    "NotSignedIn",
    "Notification",
    "Overloaded",
    "OwnCopy",
    "PublicGroup",
    "Pupil",
    "Refused",
    "Sent",
    "SignInRefused",
    "StaffMember",
    "StateMismatch",
    "Theme",
    "VisibleGroup",
    "open_http",
    "sign_in",
    "sign_out",
]
