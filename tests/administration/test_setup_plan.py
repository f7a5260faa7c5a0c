from dataclasses import replace

import pytest

from administration.setup import Found, PlanRefused, Wish, plan, search
from ent import AdministeredGroup, Application, DirectoryAccount, GroupRules, NewApplication

LUCIE = DirectoryAccount("u1", "lucie.arnaud", "Lucie Arnaud", "Personnel", activated=True)
KARIM = DirectoryAccount("u2", "karim.benali", "Karim Benali", "Teacher", activated=True)
LUCIEN = DirectoryAccount("u3", "lucien.petit", "Lucien Petit", "Teacher", activated=False)
TOM = DirectoryAccount("p1", "tom.leroy", "Tom Leroy", "Student", activated=True)
PARENT = DirectoryAccount("r1", "claire.martin", "Claire Martin", "Relative", activated=True)
NAME = "Violences, parlons-en"
HERE = (("col", "Collège des Tilleuls"),)
PUPILS = AdministeredGroup(
    "eleves", "Élèves du collège", "ProfileGroup", "StructureGroup", "INCOMING", 300, HERE, profile="Student"
)
GROUP = AdministeredGroup("grp", NAME, "ManualGroup", None, "OUTGOING", 2, HERE)
NEW = NewApplication("vpe-bot", NAME, "https://bot.exemple.fr/assistant?ecole=0750001A", ("userinfo",))
REGISTERED = Application(
    "app", "vpe-bot", NAME, NEW.address, "authorization_code", ("userinfo",), "_blank", "", locked=False
)
BARE = Found(
    structure_id="col",
    structure_name="Collège des Tilleuls",
    group_ids=frozenset({"eleves"}),
    pupils=PUPILS,
    named=(),
    members=(),
    staff=(LUCIE, KARIM, LUCIEN),
    pupils_rules=GroupRules("INCOMING", ()),
    group_rules=GroupRules("NONE", ()),
    application=None,
    holders=frozenset(),
)
WHOLE = replace(
    BARE,
    named=(GROUP,),
    members=(LUCIE, KARIM),
    pupils_rules=GroupRules("INCOMING", ("grp",)),
    group_rules=GroupRules("OUTGOING", ()),
    application=REGISTERED,
    holders=frozenset({"eleves"}),
)
BOTH = (LUCIE, KARIM)


def codes(found: Found, wish: Wish) -> list[str]:
    return [step.code for step in plan(found, wish)]


@pytest.mark.parametrize(
    ("found", "wish", "expected"),
    [
        (BARE, Wish(NAME, BOTH), ["create_group", "add_members", "link_pupils"]),
        (
            BARE,
            Wish(NAME, BOTH, NEW),
            ["create_group", "add_members", "link_pupils", "register_application", "give_application"],
        ),
        (WHOLE, Wish(NAME, BOTH, NEW), []),
        (WHOLE, Wish(NAME), []),
        (WHOLE, Wish(NAME, (LUCIEN,)), ["add_members"]),
        (replace(WHOLE, pupils_rules=GroupRules("INCOMING", ())), Wish(NAME), ["link_pupils"]),
        (replace(WHOLE, group_rules=GroupRules("NONE", ())), Wish(NAME), ["link_pupils"]),
        (replace(WHOLE, holders=frozenset()), Wish(NAME, (), NEW), ["give_application"]),
        (replace(WHOLE, application=None, holders=frozenset()), Wish(NAME), []),
    ],
)
def test_only_what_is_missing_is_planned(found, wish, expected):
    assert codes(found, wish) == expected


def test_only_people_who_are_not_members_are_added():
    (step,) = plan(WHOLE, Wish(NAME, (LUCIE, LUCIEN)))
    assert step.values == {"names": "Lucien Petit"}


@pytest.mark.parametrize(
    ("found", "wish", "code"),
    [
        (replace(WHOLE, named=(GROUP, replace(GROUP, id="grp2"))), Wish(NAME, BOTH), "several_groups"),
        (replace(WHOLE, named=(replace(GROUP, sub_type="BroadcastGroup"),)), Wish(NAME, BOTH), "not_a_manual_group"),
        (replace(WHOLE, named=(replace(GROUP, kind="CommunityGroup"),)), Wish(NAME, BOTH), "not_a_manual_group"),
        (replace(BARE, pupils=None), Wish(NAME, BOTH), "no_pupils_group"),
        (BARE, Wish(NAME, (LUCIE, KARIM, TOM)), "not_staff"),
        (BARE, Wish(NAME, (LUCIE, KARIM, PARENT)), "not_staff"),
        (BARE, Wish(NAME, (LUCIE,)), "too_few_members"),
        (BARE, Wish(NAME), "too_few_members"),
    ],
)
def test_nothing_is_planned_that_would_betray_a_pupil_or_cannot_be(found, wish, code):
    with pytest.raises(PlanRefused) as refused:
        plan(found, wish)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lucie.arnaud", (LUCIE,)),
        ("LUCIE ARNAUD", (LUCIE,)),
        ("arnaud", (LUCIE,)),
        ("luci", (LUCIE, LUCIEN)),
        ("Tom Leroy", ()),
        ("", ()),
    ],
)
def test_an_adult_is_searched_by_login_then_name_then_part_of_either(asked, found):
    assert search(BARE.staff, asked) == found
