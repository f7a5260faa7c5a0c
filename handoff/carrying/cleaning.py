"""Removing our traces from the pupil's mailbox: someone who borrows the account must find neither the sent copy nor a draft."""

from collections.abc import Iterable

from ent import EntClient, FolderRow, Forbidden, Refused
from handoff.carrying.body import texts

MOST_PAGES = 8
_DRAFT = "DRAFT"


async def clean(ent: EntClient, token: str, message_ids: Iterable[str]) -> bool:
    """Trash then delete each of the caller's own copies; False when one is refused and still there. Raises EntError."""
    refused = [message_id for message_id in message_ids if not await _is_taken_away(ent, token, message_id)]
    return not refused


async def orphans(ent: EntClient, token: str, spared: frozenset[str]) -> frozenset[str]:
    """Drafts of ours whose id was never stored (we died in between), perhaps already in the trash: known by our subject.

    Folders are newest first, and ours are minutes old: MOST_PAGES of each are looked at.
    """
    rows = [*await _pages(ent, token, "draft"), *await _pages(ent, token, "trash")]
    ours = frozenset(row.id for row in rows if row.state == _DRAFT and row.subject == texts().subject)
    return ours - spared


async def _is_taken_away(ent: EntClient, token: str, message_id: str) -> bool:
    try:
        await ent.trash(token, [message_id])
        await ent.delete(token, [message_id])
    except (Forbidden, Refused):
        return await _is_gone(ent, token, message_id)
    return True


async def _is_gone(ent: EntClient, token: str, message_id: str) -> bool:
    """The ENT refuses what is no longer in this mailbox as it refuses what may not be touched: only reading tells them apart."""
    try:
        await ent.own_message(token, message_id)
    except Refused:
        return False
    except Forbidden:
        return await _may_look(ent, token)
    return False


async def _may_look(ent: EntClient, token: str) -> bool:
    """Whether it is that message that is refused, and not everything."""
    try:
        await ent.folder(token, "outbox")
    except (Forbidden, Refused):
        return False
    return True


async def _pages(ent: EntClient, token: str, folder: str) -> list[FolderRow]:
    """Up to the first empty page: a short one may be an ENT that shows fewer rows than it is asked for."""
    found: list[FolderRow] = []
    for page in range(MOST_PAGES):
        rows = await ent.folder(token, folder, page)
        found += rows
        if not rows:
            break
    return found
