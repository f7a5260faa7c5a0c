"""The page of the form, the page of the preview: what their templates need, put together in one place."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from facts.phrases import load_phrases
from schools.checks import MOST_ABSENCES, MOST_LINES, READING_DAYS, Fault
from schools.exits import MOST_EXIT, exit_of
from schools.page import SchoolPage
from web.access import Visit
from web.administration.door import AtSchool
from web.administration.fields import ABSENCE_FIELDS, Fields
from web.administration.form_tokens import form_token
from web.administration.person_fields import KEPT_CHOICES, PERSONS
from web.administration.previews import preview_of
from web.administration.texts import sentence_of, texts

_FREE_ROWS = 2
_UNREADABLE = 422


@dataclass(frozen=True)
class Shown:
    """A form: its texts, the version it would be saved over, what is wrong in it, and what to say above it."""

    fields: Fields
    version: int
    faults: tuple[Fault, ...] = ()
    notice: str | None = None


def page_path(visit: Visit[AtSchool]) -> str:
    """The address that the form of this school is sent to."""
    return f"/administration/schools/{visit.who.school.id}/page"


def form_page(visit: Visit[AtSchool], shown: Shown, status: int = 200) -> Response:
    """The form, each fault beside its field and all of them above."""
    wrong = {fault.field: sentence_of(fault.code) for fault in shown.faults}
    values: dict[str, Any] = {
        **_common(visit, shown.version),
        "fields": shown.fields,
        "wrong": wrong,
        "errors": [(_anchor(field), _label(field), why) for field, why in wrong.items()],
        "notice": shown.notice,
        "days": [(day, name) for day, name in zip(READING_DAYS, load_phrases()["days"], strict=False)],
        "absences": range(_shown_rows(shown.fields, "absences", MOST_ABSENCES)),
        "lines": range(MOST_LINES),
        "open_lines": {0, *(row for row in range(MOST_LINES) if f"lines.{row}.name" in shown.fields)},
        "delays": list(enumerate(load_phrases()["school_delays"], 1)),
        "most_exit": MOST_EXIT,
        "usual_exit": visit.services.settings.exit_url,
        "persons": PERSONS,
        "kept_choices": KEPT_CHOICES,
    }
    return visit.services.pages.page("administration_form.html", _UNREADABLE if wrong else status, **values)


def preview_page(visit: Visit[AtSchool], page: SchoolPage, shown: Shown) -> Response:
    """What a pupil will read, then the buttons to save exactly this, or to go back to the form."""
    services, school, now = visit.services, visit.who.school, visit.services.clock()
    values = {
        **_common(visit, shown.version),
        "fields": shown.fields,
        "notice": shown.notice,
        "preview": preview_of(page, school, now, rings=services.settings.ent_bell_client_id is not None),
        "exit_url": exit_of(page, services.settings.exit_url),
        "gives": page.gives,
        "national": _names(services.numbers()),
    }
    return services.pages.page("administration_preview.html", **values)


def _common(visit: Visit[AtSchool], version: int) -> dict[str, Any]:
    path = page_path(visit)
    token = form_token(visit.who.form_key, path, str(version))
    return {"words": texts(), "school": visit.who.school, "path": path, "version": version, "token": token}


def _names(cards: Any) -> list[str]:
    return [card["name"] for card in cards]


def _shown_rows(fields: Fields, group: str, most: int) -> int:
    written = [row for row in range(most) if any(fields.get(f"{group}.{row}.{part}") for part in ABSENCE_FIELDS)]
    return min(most, len(written) + _FREE_ROWS)


def _anchor(field: str) -> str:
    """The field that a link of the summary goes to."""
    return f"{field}.from" if field.startswith("hours.") else "hours.mon.from" if field == "hours" else field


def _label(field: str) -> str:
    group, _, rest = field.partition(".")
    row, _, part = rest.partition(".")
    labels = texts()["labels"]
    if group == "hours":
        names = dict(zip(READING_DAYS, load_phrases()["days"], strict=False))
        return str(labels["hours"].format(day=names.get(row, ""))).strip()
    if group in {"absences", "lines"} and rest:
        return str(labels[group].format(row=int(row) + 1, part=labels[f"{group}_parts"][part]))
    if group in PERSONS:
        return str(labels[group].format(part=labels["person_parts"][rest]))
    return str(labels[group])
