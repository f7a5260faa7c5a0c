"""The versions of a school's page: who wrote each, when, what changed; and going back to one, through its preview."""

import asyncio
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response

from schools import pages
from schools.errors import PageUnknown
from schools.page import KeptPage, SchoolPage
from web.access import Visit
from web.administration.changes import PARTS, changed_parts
from web.administration.door import AtSchool
from web.administration.editing import draft_of
from web.administration.fields import write_fields
from web.administration.form_tokens import form_token
from web.administration.forms import Shown, form_page, preview_page
from web.administration.refusals import Refusal
from web.administration.texts import say_moment, texts

_MOST_DIGITS = 9  # of a version number: more is nothing of ours


async def show_history(visit: Visit[AtSchool]) -> Response:
    """Every version kept, the last one first."""
    services, school = visit.services, visit.who.school
    kept = await asyncio.to_thread(pages.history, services.db, school.id)
    path = f"/administration/schools/{school.id}/history"
    newest = kept[0].version if kept else 0
    values = {
        "words": texts(),
        "school": school,
        "path": path,
        "version": newest,
        "token": form_token(visit.who.form_key, path, str(newest)),
        "versions": [_row(visit, one, before) for one, before in zip(kept, _befores(kept), strict=True)],
        "can_undo_all": bool(kept) and kept[0].page != SchoolPage(),
    }
    return services.pages.page("administration_history.html", **values)


async def go_back(visit: Visit[AtSchool]) -> Response:
    """The preview of an older version, to be saved as a new one."""
    services, school, wanted = visit.services, visit.who.school, visit.body.get("back_to", "")
    if not wanted.isdecimal() or len(wanted) > _MOST_DIGITS:
        raise Refusal("form_unreadable")
    try:
        old = await asyncio.to_thread(pages.version, services.db, school.id, int(wanted))
    except PageUnknown:
        raise Refusal("not_found") from None
    newest = await asyncio.to_thread(pages.latest, services.db, school.id)
    draft = draft_of(visit, write_fields(old.page))
    shown = Shown(draft.fields, newest.version, draft.faults, notice=_notice(visit, old))
    return form_page(visit, shown) if draft.faults else preview_page(visit, draft.page, shown)


def _befores(kept: tuple[KeptPage, ...]) -> list[SchoolPage | None]:
    """For each version, the one before it: the defaults before the first, None where it was dropped."""
    pages_of = {one.version: one.page for one in kept} | {0: SchoolPage()}
    return [pages_of.get(one.version - 1) for one in kept]


def _row(visit: Visit[AtSchool], kept: KeptPage, before: SchoolPage | None) -> dict[str, Any]:
    changed = PARTS if before is None else changed_parts(before, kept.page)
    mine = kept.by is not None and kept.by.id == visit.who.administrator.id
    return {
        "version": kept.version,
        "at": _at(visit, kept),
        "by": texts()["history"]["you"] if mine or kept.by is None else kept.by.name,
        "changed": [texts()["parts"][part] for part in changed],
    }


def _at(visit: Visit[AtSchool], kept: KeptPage) -> str:
    return say_moment(kept.at, ZoneInfo(visit.who.school.timezone)) if kept.at else ""


def _notice(visit: Visit[AtSchool], old: KeptPage) -> str:
    said = texts()["history"]
    return str(said["back_to_start"] if old.at is None else said["back_to"].format(at=_at(visit, old)))
