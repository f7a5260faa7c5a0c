from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY
from tests.emulator.contract.bench.school import own_group
from tests.emulator.contract.bench.sentences import say

SEARCH = "/communication/visible/search"
SPELLINGS = [
    str,
    str.upper,
    lambda name: name.replace("-", "").replace(" ", ""),
    lambda name: name.replace("e", "é"),
    lambda name: name.replace(" ", " - '"),
]


def searched(client, **query: Any):
    return shaped("visible_rows", client.get(SEARCH, params=query))


@fact("2.10/visible", "2.10/groups-unfiltered")
def test_a_search_filters_people_and_never_groups(ent):
    pupil = ent.bearer("pupil")
    every = shaped("visible", pupil.get("/conversation/visible"))
    some = shaped("visible", pupil.get("/conversation/visible", params={"search": "zzzzzz"}))
    assert {group["id"] for group in some["groups"]} == {group["id"] for group in every["groups"]}
    assert some["users"] == []
    group = next(each for each in every["groups"] if each["id"] == ent.group)
    assert (group["name"], group["profile"]) == (ent.people.get("groups.listening.name"), "Manual")


@fact("2.10/visibles")
def test_of_some_ids_those_one_may_write_to(ent):
    ids = [ent.group, NOBODY, ent.people.get("groups.listening.id")]
    body = shaped("visibles", ent.bearer("pupil").post("/conversation/visibles", json={"ids": ids}))
    assert body == [{"visibles.id": ent.group}]
    namesake = ent.people.get("groups.namesake.id")
    assert ent.bearer("pupil").post("/conversation/visibles", json={"ids": [namesake]}).json() == []


@fact("2.10/search-shape", "2.10/manual-profile")
def test_what_is_visible_has_its_shape(ent):
    listed = searched(ent.bearer("pupil"))
    row = next(each for each in listed if each["id"] == ent.group)
    assert (row["type"], row["groupType"], row["usedIn"]) == ("Group", "ManualGroup", ["TO", "CC", "CCI"])
    assert "profile" not in row
    assert any(each["type"] == "User" for each in listed)
    profiles = [
        each for each in searched(ent.browser("super_administrator")) if each.get("groupType") == "ProfileGroup"
    ]
    assert all("profile" in each for each in profiles)


@fact("2.10/search-query", "2.10/normalised")
@pytest.mark.parametrize("change", SPELLINGS)
def test_a_query_filters_groups_too_whatever_the_spelling(ent, change):
    pupil, name = ent.bearer("pupil"), ent.people.get("groups.listening.name")
    assert ent.group in {row["id"] for row in searched(pupil, query=change(name))}
    assert searched(pupil, query="zzzzzz") == []
    assert len(searched(pupil)) > len(searched(pupil, query=name))


@fact("2.10/search-query")
@pytest.mark.parametrize("mode", ["light", "complete", "optimized"])
def test_the_modes_of_the_search_find_the_group(ent, mode):
    name = ent.people.get("groups.listening.name")
    assert ent.group in {row["id"] for row in searched(ent.bearer("pupil"), query=name, mode=mode)}


@fact("2.10/family")
def test_adults_see_families_in_the_rows_of_people(ent):
    users = [row for row in searched(ent.browser("teacher")) if row["type"] == "User"]
    if not users:
        pytest.skip(say("no_right", what="voir des personnes (teacher)"))
    assert all({"children", "relatives"} <= set(row) for row in users)


@fact("2.10/post-visible")
def test_the_visible_can_be_filtered_by_type_and_school(ent):
    content = {
        "search": ent.people.get("groups.listening.name").split(",")[0],
        "types": ["ManualGroup"],
        "structures": [ent.people.get("structure.id")],
        "nbUsersInGroups": True,
        "groupType": True,
    }
    body = shaped("communication_visible", ent.bearer("pupil").post("/communication/visible", json=content))
    row = next(each for each in body["groups"] if each["id"] == ent.group)
    assert (row["name"], row["groupType"]) == (ent.people.get("groups.listening.name"), "ManualGroup")
    assert row["nbUsers"] >= 1
    content["types"] = ["ProfileGroup"]
    body = ent.bearer("pupil").post("/communication/visible", json=content).json()
    assert ent.group not in {each["id"] for each in body["groups"]}


@fact("2.10/verify")
@pytest.mark.parametrize("role", ["pupil", "local_administrator"])
def test_verifying_is_for_the_platform_only(ent, role):
    path = f"/communication/verify/{ent.id_of('pupil')}/{ent.group}"
    assert is_forbidden(ent.need_offer(ent.browser(role).get(path), "verify"))


@fact("2.10/broadcast")
def test_a_broadcast_list_is_only_for_hidden_copies(ent):
    with own_group(ent, "referent", linked=True, subType="BroadcastGroup") as group:
        [row] = [row for row in searched(ent.bearer("pupil")) if row["id"] == group.id]
    assert (row["type"], row["usedIn"]) == ("BroadcastGroup", ["CCI"])


@fact("2.10/empty-group")
def test_an_empty_group_is_not_visible(ent):
    empty, pupil = ent.people.get("groups.empty.id"), ent.bearer("pupil")
    assert pupil.post("/conversation/visibles", json={"ids": [empty]}).json() == []
    assert empty not in {row["id"] for row in searched(pupil)}
    assert empty not in {group["id"] for group in pupil.get("/conversation/visible").json()["groups"]}
    assert is_forbidden(pupil.post("/conversation/send", json={"subject": "", "body": "", "to": [empty]}))


@fact("3.2/visible-members")
def test_members_whom_one_may_see_are_listed(ent):
    members = shaped("visible_members", ent.bearer("pupil").get(f"/communication/visible/group/{ent.group}"))
    size = next(row["nbUsers"] for row in searched(ent.bearer("pupil")) if row["id"] == ent.group)
    assert len(members) <= size
    assert ent.id_of("pupil") not in {member["id"] for member in members}
