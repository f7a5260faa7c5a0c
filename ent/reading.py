"""From decoded JSON to typed answers. What we may not keep is dropped here: it exists nowhere after the call.

Every function raises BadAnswer when the shape is not the promised one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from ent.errors import BadAnswer
from ent.models import FolderRow, Granted, GroupMembership, Member, OwnCopy, Pupil, Sent, StaffMember, VisibleGroup

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
Answer = TypeVar("Answer")


def read(shape: Callable[[Any], Answer], decoded: Any) -> Answer:
    """`shape(decoded)`, any missing or mistyped part becoming BadAnswer."""
    try:
        return shape(decoded)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise BadAnswer from None


def granted(answer: Any) -> Granted:
    """The refresh token, always given, is not read."""
    return Granted(_text(answer["access_token"]), int(answer["expires_in"]))


def pupil(answer: Any) -> Pupil:
    """Id, type and structures; name, birth date, e-mail and mobile are dropped."""
    return Pupil(_text(answer["userId"]), _any_text(answer["type"]), _texts(answer.get("structureIds") or []))


def staff_member(answer: Any) -> StaffMember:
    """Id, type, display name and manual groups."""
    groups = tuple(
        GroupMembership(_text(group["id"]), _any_text(group["name"]), _any_text(group.get("structureId") or ""))
        for group in answer.get("manualGroups") or []
    )
    return StaffMember(_text(answer["userId"]), _any_text(answer["type"]), _text(answer["username"]), groups)


def visible_ids(answer: Any) -> frozenset[str]:
    """The key is literally `visibles.id`."""
    return frozenset(_text(row["visibles.id"]) for row in answer)


def visible_group(answer: Any, group_id: str) -> VisibleGroup | None:
    """The row of this id: names are not unique, ids are."""
    for row in answer:
        if row["id"] == group_id and row["type"] == "Group":
            return VisibleGroup(
                group_id, _any_text(row["displayName"]), _any_text(row["groupType"]), int(row["nbUsers"])
            )
    return None


def members(answer: Any) -> tuple[Member, ...]:
    """The logins shown by the ENT are dropped."""
    return tuple(Member(_text(row["id"]), _any_text(row["displayName"])) for row in answer)


def message_id(answer: Any) -> str:
    """The id of what was just created."""
    return _text(answer["id"])


def sent(answer: Any) -> Sent:
    """The stored body and the number reached; the names of inactive members are dropped."""
    return Sent(_text(answer["id"]), _any_text(answer["body"]), int(answer["sent"]))


def own_copy(answer: Any) -> OwnCopy:
    """Recipients' ids only, no names."""
    to = tuple(_text(user["id"]) for user in answer["to"]["users"])
    to += tuple(_text(group["id"]) for group in answer["to"]["groups"])
    state = _text(answer["state"])
    return OwnCopy(_text(answer["id"]), state, _any_text(answer["subject"] or ""), _any_text(answer["body"] or ""), to)


def folder_rows(answer: Any) -> tuple[FolderRow, ...]:
    """Ids, subjects, states and dates."""
    return tuple(
        FolderRow(_text(row["id"]), _any_text(row["subject"] or ""), _text(row["state"]), _moment(row["date"]))
        for row in answer
    )


def _moment(milliseconds: Any) -> datetime:
    return _EPOCH + timedelta(milliseconds=int(milliseconds))


def _any_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not _any_text(value):
        raise ValueError
    return _any_text(value)


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)
