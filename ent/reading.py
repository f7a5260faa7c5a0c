"""From decoded JSON to typed answers. What we may not keep is dropped here: it exists nowhere after the call.

Called through `ent.parts.read`: a shape that is not the promised one becomes BadAnswer.
"""

from collections.abc import Mapping
from typing import Any

from ent.models import FolderRow, Granted, GroupMembership, Member, OwnCopy, Pupil, Sent, StaffMember, VisibleGroup
from ent.parts import any_text, header_value, moment, number, rows, text, texts


def granted(answer: Any) -> Granted:
    """The refresh token, always given, is not read; the id_token comes with the scope `openid` only."""
    signed = answer.get("id_token")
    identity = None if signed is None else text(signed)
    return Granted(header_value(answer["access_token"]), number(answer["expires_in"]), identity)


def pupil(answer: Any) -> Pupil:
    """Id, type, structures and school year; name, birth date, class, e-mail and mobile are dropped. A year that is no text is none."""
    level = answer.get("level")
    year = level if isinstance(level, str) else None
    return Pupil(text(answer["userId"]), any_text(answer["type"]), texts(answer.get("structureIds") or []), year)


def staff_member(answer: Any) -> StaffMember:
    """Id, type, display name, manual groups, and the structures of the ADMIN_LOCAL function."""
    groups = tuple(
        GroupMembership(text(group["id"]), any_text(group["name"]), any_text(group.get("structureId") or ""))
        for group in answer.get("manualGroups") or []
    )
    local = (answer.get("functions") or {}).get("ADMIN_LOCAL") or {}
    administered = texts(local.get("scope") or [])
    return StaffMember(text(answer["userId"]), any_text(answer["type"]), text(answer["username"]), groups, administered)


def visible_ids(answer: Any) -> frozenset[str]:
    """The key is literally `visibles.id`."""
    return frozenset(text(row["visibles.id"]) for row in rows(answer))


def visible_group(answer: Any, group_id: str) -> VisibleGroup | None:
    """The row of this id: names are not unique, ids are."""
    for row in rows(answer):
        if row["id"] == group_id and row["type"] == "Group":
            return VisibleGroup(
                group_id, any_text(row["displayName"]), any_text(row["groupType"]), number(row["nbUsers"])
            )
    return None


def members(answer: Any) -> tuple[Member, ...]:
    """The logins shown by the ENT are dropped."""
    return tuple(Member(text(row["id"]), any_text(row["displayName"])) for row in rows(answer))


def message_id(answer: Any) -> str:
    """The id of what was just created."""
    return text(answer["id"])


def sent(answer: Any) -> Sent:
    """The stored body and the number reached; the names of inactive members are dropped."""
    return Sent(text(answer["id"]), any_text(answer["body"]), number(answer["sent"]))


def own_copy(answer: Any) -> OwnCopy:
    """Recipients' ids only, no names; the id of a deleted account is empty."""
    to = tuple(any_text(user["id"]) for user in answer["to"]["users"])
    to += tuple(text(group["id"]) for group in answer["to"]["groups"])
    state = text(answer["state"])
    return OwnCopy(text(answer["id"]), state, any_text(answer["subject"] or ""), any_text(answer["body"] or ""), to)


def folder_rows(answer: Any) -> tuple[FolderRow, ...]:
    """Ids, subjects, states and dates."""
    return tuple(
        FolderRow(text(row["id"]), any_text(row["subject"] or ""), text(row["state"]), moment(row["date"]))
        for row in rows(answer)
    )


def key_set(answer: Any) -> Mapping[str, Any] | None:
    """The JWK set as it is, or None when it holds no key."""
    return answer if rows(answer["keys"]) else None
