"""The announcements as drafts in a thread of Actualités. We never publish: a person reads them in the ENT, then does.

Rules: what will be made is shown first (`plan`); each item is a draft (status 1), comments are not shared with anybody, so nobody can
confide under it before all. When a call fails nothing more is made and what was made is taken back; `Made` names what is still
there, and says when something may be there because an answer was lost.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from administration.kit.announcements import PUPILS, Announcement
from administration.kit.withdrawal import withdrawn
from ent import AdministeredGroup, AdministrationClient, BadAnswer, EntError, EntUnreachable, NewsDraft

_READERS = {"parents": ("Relative",), "personnels": ("Personnel", "Teacher")}
_PUPILS = ("Student",)


@dataclass(frozen=True)
class Draft:
    """One item to make. `readers` are the groups that will be able to read it once published; empty: the publisher chooses."""

    announcement: Announcement
    readers: tuple[AdministeredGroup, ...]


@dataclass
class Made:
    """What is in the ENT now. `error`: why not everything; `undone`: all that was made has been taken back since."""

    thread_id: int | None = None
    news: list[int] = field(default_factory=list)
    unshared: list[int] = field(default_factory=list)
    error: EntError | None = None
    undone: bool = False
    unsure: bool = False


def plan(announcements: Sequence[Announcement], moment: str, groups: Sequence[AdministeredGroup]) -> tuple[Draft, ...]:
    """The drafts of that moment, each with the profile groups that it is written for, where the school's groups tell.

    Pupils of a school with several levels are in one group: then none is chosen for them.
    """
    chosen = [each for each in announcements if each.moment == moment]
    several = sum(each.profile in PUPILS.values() for each in chosen) > 1
    return tuple(Draft(each, _readers(each.profile, groups, several_levels=several)) for each in chosen)


async def make(
    client: AdministrationClient,
    structure_id: str,
    title: str,
    drafts: Sequence[Draft],
    thread_id: int | None = None,
) -> Made:
    """Make the thread (unless `thread_id` is given) and the drafts, or nothing. Raises no EntError."""
    made = Made(thread_id=thread_id)
    try:
        if made.thread_id is None:
            made.thread_id = await client.create_thread(title, structure_id)
        for draft in drafts:
            item = NewsDraft(draft.announcement.title, made.thread_id, draft.announcement.html)
            made.news.append(await client.create_news(item))
            await _share(client, made, draft)
    except EntError as error:
        made.error = error
        made.unsure = isinstance(error, (EntUnreachable, BadAnswer))
        with suppress(EntError):
            await _take_back(client, made, ours=thread_id is None)
    return made


async def _take_back(client: AdministrationClient, made: Made, *, ours: bool) -> None:
    """With a thread of ours goes all that is in it, even an item whose answer was lost; in another's, each item by its number."""
    if ours and made.thread_id is not None:
        await withdrawn(client.delete_thread, made.thread_id)
        made.thread_id, made.undone, made.unsure = None, True, False
        made.news.clear()
    while made.news:
        await withdrawn(client.delete_news, made.news[-1])
        made.news.pop()
        made.undone = not made.news


async def _share(client: AdministrationClient, made: Made, draft: Draft) -> None:
    """A draft that could not be shared is still there to be published: its readers are then chosen by hand."""
    if not draft.readers:
        return
    try:
        await client.share_news(made.news[-1], [group.id for group in draft.readers])
    except EntError:
        made.unshared.append(made.news[-1])


def _readers(
    profile: str, groups: Sequence[AdministeredGroup], *, several_levels: bool
) -> tuple[AdministeredGroup, ...]:
    wanted = _READERS.get(profile, () if several_levels else _PUPILS)
    return tuple(group for group in groups if group.kind == "ProfileGroup" and group.profile in wanted)
