"""What the rules must say of each changed fact, and nothing else; by hand, from docs/contracts.md and the ENT contract."""

from dataclasses import replace
from datetime import date

from administration.check.answers import Unknown
from administration.check.facts import Group, Member, Page, Rule
from schools.page import Person, SchoolPage
from tests.administration.ready_school import (
    BOT,
    CONNECTOR,
    ENT,
    GROUP,
    KARIM,
    LUCIE,
    PUPILS,
    PUPILS_RULE,
    SCHOOL,
    THE_GROUP,
    ready,
)

WITH_HEAD = SchoolPage(hours={"mon": (480, 1020)}, head=Person("c3d5c0de", "Anne-Lise Morel"))
PLATFORM = [
    ({"platform__is_ent": Unknown("ent_unreachable")}, {("red", "ent_unreachable")}),
    ({"platform__is_ent": False}, {("red", "not_an_ent")}),
    ({"platform__messaging": "absent"}, {("red", "messaging_absent")}),
    ({"platform__is_recent": False}, {("warn", "ent_old")}),
    ({"platform__skew": 59.4}, set()),
    ({"platform__skew": -60.0}, {("warn", "clock_late")}),
    ({"platform__skew": 299.0}, {("warn", "clock_late")}),
    ({"platform__skew": -301.0}, {("red", "clock_wrong")}),
    ({"platform__exercises": True}, {("warn", "exercises_on")}),
    ({"platform__openid_keys": 0}, {("red", "openid_key_missing")}),
    ({"addresses__ent_signs": False}, {("warn", "openid_unused")}),
    ({"addresses__ent_signs": False, "platform__openid_keys": 0}, set()),
]
CONNECTORS = [
    ({"platform__client": "invalid_client"}, {("red", "client_refused")}),
    ({"platform__client": "unauthorized_client"}, {("red", "grant_wrong")}),
    ({"pupil__authorisation": "home"}, {("red", "host_not_allowed")}),
    ({"pupil__authorisation": "server_error"}, {("red", "scopes_refused")}),
    ({"pupil__authorisation": "unauthorized_client"}, {("red", "client_unknown")}),
    ({"pupil__authorisation": "invalid_request"}, {("red", "authorisation_refused")}),
    ({"administered__connectors": ()}, set()),  # the operator's own, since the secret is accepted
    (
        {"administered__connectors": (), "platform__client": "invalid_client"},
        {("red", "connector_missing")},
    ),
    ({"administered__connectors": (replace(CONNECTOR, grant_type=""),)}, {("red", "connector_grant")}),
    (
        {"administered__connectors": (replace(CONNECTOR, scopes=frozenset({"userinfo", "conversation"})),)},
        {("red", "scopes_missing")},
    ),
    ({"administered__connectors": (replace(CONNECTOR, scopes=CONNECTOR.scopes | {"directory"}),)}, set()),
    (
        {"administered__connectors": (replace(CONNECTOR, scopes=CONNECTOR.scopes | {"workspace"}),)},
        {("warn", "scopes_extra")},
    ),
    ({"administered__connectors": (replace(CONNECTOR, logout_url=""),)}, {("warn", "logout_missing")}),
    (
        {
            "administered__connectors": (
                replace(CONNECTOR, logout_url="", scopes=frozenset({"userinfo", "conversation", "communication"})),
            ),
            "addresses__ent_signs": False,
            "platform__openid_keys": 0,
        },
        set(),
    ),
    (
        {"administered__connectors": (replace(CONNECTOR, scopes=CONNECTOR.scopes - {"openid"}),)},
        {("red", "scopes_missing")},
    ),
    (
        {"administered__connectors": (replace(CONNECTOR, address="https://ailleurs.fr/assistant"),)},
        {("red", "address_elsewhere")},
    ),
    (
        {"administered__connectors": (replace(CONNECTOR, address=f"{BOT}/assistant?ecole=0750002B"),)},
        {("red", "address_other_school")},
    ),
    ({"administered__connectors": (replace(CONNECTOR, address=f"{BOT}/assistant"),)}, set()),
    (
        {
            "administered__connectors": (replace(CONNECTOR, address=f"{BOT}/assistant"),),
            "addresses__schools": 2,
        },
        {("warn", "address_without_school")},
    ),
    ({"administered__connectors": (replace(CONNECTOR, target="adapter"),)}, {("warn", "target_adapter")}),
]
NO_BUBBLE = {"pupil__bubble": None, "pupil__page": Page("none", "")}
FAR = {"addresses__public_url": "https://aide.fr", "administered__connectors": (), "pupil__bubble": None}
WAYS = [
    (NO_BUBBLE, set()),
    ({**NO_BUBBLE, "pupil__has_application": False}, {("red", "no_way_in")}),
    ({"pupil__has_application": False}, {("warn", "application_not_given")}),
    (
        {"pupil__has_application": Unknown("forbidden"), "administered__given": False},
        {("warn", "application_not_given")},
    ),
    ({"pupil__bubble": "https://autre.fr"}, {("red", "bubble_elsewhere")}),
    ({"pupil__page": Page("react", "")}, set()),  # "Mes applis" leads there
    (
        {"pupil__page": Page("react", ""), "pupil__has_application": False},
        {("warn", "page_react"), ("red", "no_way_in")},
    ),
    ({"pupil__page": Page("none", "")}, {("warn", "page_without_hook")}),
    ({"pupil__page": Page("react", ""), "pupil__bubble": None}, set()),
    ({"pupil__page": Page("bubble", f"script-src 'self' {BOT}; frame-src 'self' {BOT}")}, set()),
    ({"pupil__page": Page("bubble", "script-src *; frame-src https:")}, set()),
    ({"pupil__page": Page("bubble", "default-src 'self' https://*.ent-exemple.fr")}, set()),
    ({"pupil__page": Page("bubble", f"script-src 'self' {BOT}; frame-src 'self'")}, {("red", "policy_refuses")}),
    ({"pupil__page": Page("bubble", "default-src 'self'")}, {("red", "policy_refuses")}),
    ({"house__frame_ancestors": frozenset({"'self'"})}, {("red", "frame_refused")}),
    ({**FAR, "house__frame_ancestors": frozenset({ENT})}, {("warn", "cookie_strict")}),
    ({**FAR, "platform__same_site": "Lax"}, set()),
]
COMMUNITY = Group("c", "violences parlons en", "CommunityGroup", "", "", 3, ("col-1",))
GROUPS = [
    ({"administered__pinned": None}, {("red", "group_missing")}),
    ({"administered__pinned": replace(THE_GROUP, kind="FunctionalGroup")}, {("red", "group_not_manual")}),
    ({"administered__pinned": replace(THE_GROUP, kind="")}, set()),  # said to be unverified
    ({"administered__pinned": replace(THE_GROUP, sub_type="BroadcastGroup")}, {("red", "group_broadcast")}),
    ({"administered__pinned": replace(THE_GROUP, name="Écoute")}, {("red", "group_renamed")}),
    ({"administered__pinned": replace(THE_GROUP, name="VIOLENCES,  parlons en")}, set()),
    ({"administered__pinned": replace(THE_GROUP, structures=("col-2",))}, {("red", "group_elsewhere")}),
    (
        {
            "administered__pinned": replace(THE_GROUP, structures=("col-2",)),
            "school": replace(SCHOOL, circonscription="Bordeaux-Nord"),
        },
        set(),
    ),
    ({"administered__groups": (THE_GROUP, replace(THE_GROUP, id="x"))}, {("warn", "namesake")}),
    ({"administered__groups": (THE_GROUP, COMMUNITY)}, {("warn", "namesake_community")}),
    (
        {
            "administered__groups": (THE_GROUP, replace(THE_GROUP, id="x", name="Vіolences, pаrlons-en"))
        },  # Cyrillic і and а
        {("warn", "look_alike")},
    ),
    ({"administered__groups": (THE_GROUP, replace(THE_GROUP, id="x", name="Violences, parlons"))}, set()),
]
PUPIL = Member("p", "Tom Leroy", "Student", activated=True)
PARENT = Member("r", "Claire Martin", "Relative", activated=True)
GUEST = Member("g", "Luc Vidal", "Guest", activated=True)
MEMBERS = [
    ({"administered__members": ()}, {("red", "group_empty"), ("red", "keys_too_few"), ("warn", "keys_of_leavers")}),
    (
        {"administered__members": (LUCIE,)},
        {("red", "group_alone"), ("red", "keys_too_few"), ("warn", "keys_of_leavers")},
    ),
    ({"administered__members": (LUCIE, KARIM, PUPIL)}, {("red", "pupils_inside")}),
    ({"administered__members": (LUCIE, KARIM, PARENT)}, {("red", "relatives_inside")}),
    ({"administered__members": (LUCIE, KARIM, GUEST)}, {("warn", "guests_inside"), ("warn", "keys_missing")}),
    (
        {"administered__members": (LUCIE, KARIM, replace(GUEST, profile="Teacher", activated=False))},
        {("warn", "never_activated")},
    ),
    ({"administered__members": (LUCIE, replace(KARIM, activated=False))}, {("red", "too_few_active")}),
    ({"administered__members": Unknown("forbidden")}, set()),
    (
        {
            "administered__members": tuple(replace(LUCIE, id=f"u{n}") for n in range(1, 22)),
            "house__live": frozenset(f"u{n}" for n in range(1, 22)),
        },
        {("red", "group_too_big")},
    ),
]
HIDDEN = replace(THE_GROUP, rule="NONE")
PARENTS_RULE = Rule("grp-parents", "Parents", "Relative", "INCOMING", frozenset({GROUP}))
RULES = [
    ({"administered__rules": (replace(PUPILS_RULE, writes_to=frozenset()),)}, {("red", "link_missing")}),
    (
        {
            "administered__rules": (replace(PUPILS_RULE, writes_to=frozenset()),),
            "administered__group_writes_to": frozenset({PUPILS}),
        },
        {("red", "link_backwards")},
    ),
    ({"administered__rules": (replace(PUPILS_RULE, users="NONE"),)}, {("red", "pupils_cannot_write")}),
    ({"administered__rules": (replace(PUPILS_RULE, users="OUTGOING"),)}, {("red", "pupils_cannot_write")}),
    ({"administered__rules": (replace(PUPILS_RULE, users="BOTH"),)}, {("warn", "pupils_write_to_each_other")}),
    ({"administered__pinned": HIDDEN}, {("red", "members_hidden")}),
    ({"administered__pinned": replace(THE_GROUP, rule="INCOMING")}, {("red", "members_hidden")}),
    ({"administered__pinned": replace(THE_GROUP, rule="BOTH")}, set()),
    ({"administered__rules": (PUPILS_RULE, PARENTS_RULE)}, {("warn", "relatives_write")}),
    ({"administered__rules": (PUPILS_RULE, replace(PARENTS_RULE, users="NONE"))}, set()),
    ({"administered__rules": (PUPILS_RULE, replace(PARENTS_RULE, profile="Guest"))}, {("warn", "guests_write")}),
    ({"administered__rules": (PUPILS_RULE, replace(PARENTS_RULE, profile="Teacher"))}, set()),
]
READERS = [
    ({"pupil__readers": code}, {("red", f"pupil_{code}")})
    for code in ("group_not_visible", "group_unknown", "list_incomplete", "group_not_alive", "refused")
]
HOUSE = [
    ({"house__live": frozenset({"u1"})}, {("red", "keys_too_few")}),
    ({"house__live": frozenset({"u1", "u2", "u9"})}, {("warn", "keys_of_leavers")}),
    ({"house__page": SchoolPage()}, {("warn", "hours_default")}),
    ({"house__lines_until": {"119": date(2026, 11, 23)}}, {("red", "lines_expired")}),
    ({"house__lines_until": {"119": date(2026, 11, 24)}}, {("warn", "lines_expire_soon")}),
    ({"house__lines_until": {"119": date(2026, 12, 24)}}, {("warn", "lines_expire_soon")}),
    ({"house__lines_until": {"119": date(2026, 12, 25)}}, set()),
    ({"house__calendar_until": date(2026, 11, 23)}, {("warn", "calendar_over")}),
    ({"house__calendar_until": date(2026, 12, 1)}, {("warn", "calendar_ends_soon")}),
    ({"house__has_model": False}, {("red", "model_missing")}),
    ({"house__bell": "none"}, {("red", "bell_missing")}),
    ({"house__bell": "refused"}, {("red", "bell_refused")}),
    (
        {"house__bell": "none", "house__page": SchoolPage(hours={"mon": (480, 1020)}, delay_days=2)},
        {("red", "bell_missing"), ("red", "delay_without_bell")},
    ),
    ({"house__page": SchoolPage(hours={"mon": (480, 1020)}, delay_days=2)}, set()),
    ({"house__page": WITH_HEAD, "administered__head": None}, {("red", "head_unknown")}),
    ({"house__page": WITH_HEAD, "administered__head": "Denis Faure"}, {("warn", "head_other_name")}),
    ({"house__page": WITH_HEAD, "administered__head": "MOREL Anne-Lise"}, set()),
    ({"administered__head": None}, set()),  # the page names nobody
    ({"school": replace(SCHOOL, zone="outre-mer")}, {("warn", "zone_unknown")}),
    ({"school": replace(SCHOOL, uai="75001"), "administered__connectors": ()}, {("warn", "uai_odd")}),
    ({"addresses__ent_public_url": "http://ent.localhost:8090"}, {("warn", "no_https")}),
]
CASES = [*PLATFORM, *CONNECTORS, *WAYS, *GROUPS, *MEMBERS, *RULES, *READERS, *HOUSE]
QUESTIONS = [
    f"{room}__{name}"
    for room in ("platform", "administered", "pupil", "house")
    for name in vars(getattr(ready(), room))
]
