from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from typing import Any

from administration.check.answers import Known
from administration.check.facts import (
    Addresses,
    Administered,
    Connector,
    Group,
    House,
    Member,
    Page,
    Platform,
    Rule,
    SchoolFacts,
    SeenByPupil,
)
from schools.page import SchoolPage
from settings import School

BOT, ENT = "https://bot.ent-exemple.fr", "https://col.ent-exemple.fr"
GROUP, PUPILS = "grp-1", "grp-eleves"
LUCIE = Member("u1", "Lucie Arnaud", "Personnel", activated=True)
KARIM = Member("u2", "Karim Benali", "Teacher", activated=True)
SCHOOL = School("col-1", "0750001A", "Collège des Tilleuls", GROUP, "Violences, parlons-en", "C")
SCOPES = frozenset({"userinfo", "conversation", "communication", "openid"})
CONNECTOR = Connector(
    "app-1", "vpe-bot", f"{BOT}/assistant?ecole=0750001A", "authorization_code", SCOPES, "_blank", f"{BOT}/ent/logout"
)
THE_GROUP = Group(GROUP, "Violences, parlons-en", "ManualGroup", "", "OUTGOING", 2, ("col-1",))
PUPILS_RULE = Rule(PUPILS, "Élèves du groupe Collège des Tilleuls", "Student", "INCOMING", frozenset({GROUP}))


def ready(**changes: Any) -> SchoolFacts:
    """A school where everything is right; `platform__skew=90.0` changes one fact, wrapped as known unless it is a fact already."""
    facts = SchoolFacts(
        now=datetime(2026, 11, 24, 9, tzinfo=timezone.utc),
        school=SCHOOL,
        addresses=Addresses(BOT, ENT, (ENT,), "vpe-bot", 1, ent_signs=True),
        platform=Platform(
            is_ent=Known(True),
            skew=Known(0.0),
            messaging=Known("conversation"),
            is_recent=Known(True),
            exercises=Known(False),
            openid_keys=Known(1),
            same_site=Known("Strict"),
            client=Known("valid"),
        ),
        administered=Administered(
            authorisation=Known("code"),
            connectors=Known((CONNECTOR,)),
            groups=Known((THE_GROUP,)),
            pinned=Known(THE_GROUP),
            members=Known((LUCIE, KARIM)),
            rules=Known((PUPILS_RULE,)),
            group_writes_to=Known(frozenset()),
            given=Known(True),
            head=Known("Anne-Lise Morel"),
        ),
        pupil=SeenByPupil(
            authorisation=Known("code"),
            readers=Known("complete"),
            bubble=Known(BOT),
            has_application=Known(True),
            page=Known(Page("bubble", "")),
        ),
        house=House(
            live=Known(frozenset({"u1", "u2"})),
            page=Known(SchoolPage(hours={"mon": (480, 1020)})),
            lines_until=Known({"119": date(2027, 5, 22)}),
            calendar_until=Known(date(2027, 7, 2)),
            has_model=Known(True),
            bell=Known("valid"),
            frame_ancestors=Known(frozenset({"'self'", ENT})),
        ),
    )
    for path, value in changes.items():
        facts = _changed(facts, path, value)
    return facts


def _changed(facts: SchoolFacts, path: str, value: Any) -> SchoolFacts:
    room, _, name = path.partition("__")
    if not name:
        return replace(facts, **{room: value})
    inside = getattr(facts, room)
    wrapped = value if room in {"school", "addresses"} or type(value).__name__ in {"Known", "Unknown"} else Known(value)
    return replace(facts, **{room: replace(inside, **{name: wrapped})})
