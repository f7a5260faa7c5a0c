"""Removing our traces from the pupil's mailbox: someone who borrows the account must find neither the sent copy nor a draft."""

from collections.abc import Iterable
from contextlib import suppress

from ent import EntClient, FolderRow, Forbidden, Refused
from handoff.body import texts

MOST_PAGES = 8
_DRAFT = "DRAFT"


async def clean(ent: EntClient, token: str, message_ids: Iterable[str]) -> None:
    """Trash then delete each of the caller's own copies; one that is already gone is fine. Raises EntError."""
    for message_id in message_ids:
        # the ENT refuses what is no longer in this mailbox; a real refusal would not change by asking again
        with suppress(Forbidden, Refused):
            await ent.trash(token, [message_id])
            await ent.delete(token, [message_id])


async def orphans(ent: EntClient, token: str, spared: frozenset[str]) -> frozenset[str]:
    """Drafts of ours whose id was never stored (we died in between), perhaps already in the trash: known by our subject.

    Folders are newest first, and ours are minutes old: MOST_PAGES of each are looked at.
    """
    rows = [*await _pages(ent, token, "draft"), *await _pages(ent, token, "trash")]
    ours = frozenset(row.id for row in rows if row.state == _DRAFT and row.subject == texts().subject)
    return ours - spared


async def _pages(ent: EntClient, token: str, folder: str) -> list[FolderRow]:
    """Up to the first empty page: a short one may be an ENT that shows fewer rows than it is asked for."""
    found: list[FolderRow] = []
    for page in range(MOST_PAGES):
        rows = await ent.folder(token, folder, page)
        found += rows
        if not rows:
            break
    return found
