"""What becomes of a pupil's words: the notice that the law wants read (GDPR, articles 12 to 14), as a page and for the assistant's panel.

The words of both are the same. Nothing is asked and nothing is kept; no session is looked at, so the panel leaves a conversation as it is.
"""

from typing import Any, TypedDict

from starlette.responses import Response

from web.access import Visit
from web.answers import answer
from web.pupil.levels import OLDER, OTHER_LEVEL, PRIMARY
from web.pupil.notice_texts import DPO, Paragraph, load_notice
from web.pupil.printable import printable
from web.pupil.school_hint import around, with_school

ROOT = "/tes-mots"


class Section(TypedDict):
    """One section, ready to print."""

    title: str
    paragraphs: list[str]
    points: list[str]


async def notice(visit: Visit[None]) -> Response:
    """The page, for collège and lycée."""
    return await _page(visit, OLDER)


async def notice_primary(visit: Visit[None]) -> Response:
    """The page, for primary school."""
    return await _page(visit, PRIMARY)


async def your_words(visit: Visit[None]) -> Response:
    """The sections for the panel: of primary school when `register` says so, otherwise those of collège and lycée."""
    level = PRIMARY if visit.request.query_params.get("register") == PRIMARY else OLDER
    return answer({"sections": sections(visit, level)})


def link_to(visit: Visit[Any]) -> dict[str, str]:
    """The words and the address of a link to the page."""
    return {"words": load_notice()[OLDER].words["heading"], "address": with_school(visit, ROOT)}


def sections(visit: Visit[Any], level: str) -> list[Section]:
    """What is read at that level, with the facts of the moment; a paragraph of which nothing may be said any more is left out."""
    return [
        {
            "title": section.title,
            "paragraphs": [said for paragraph in section.paragraphs if (said := _said(visit, paragraph))],
            "points": [said for point in section.points if (said := printable(visit, point))],
        }
        for section in load_notice()[level].sections
    ]


def _said(visit: Visit[Any], paragraph: Paragraph) -> str:
    dpo = visit.services.settings.dpo
    if dpo is not None and DPO in paragraph.text:
        return paragraph.text.replace(DPO, dpo)
    return printable(visit, paragraph.without_dpo)


async def _page(visit: Visit[None], level: str) -> Response:
    services = visit.services
    other = OTHER_LEVEL[level]
    return services.pages.page(
        "notice.html",
        words=load_notice()[level].words,
        history=services.sentences.get("pages.aide.history"),
        sections=sections(visit, level),
        level=level,
        other_level=with_school(visit, f"{ROOT}/{PRIMARY}" if other == PRIMARY else ROOT),
        back=with_school(visit, "/assistant", {"register": PRIMARY} if level == PRIMARY else {}),
        exit_url=(await around(visit)).exit_url,
        ent_origins=services.settings.ent_origins,
    )
