from __future__ import annotations

import pytest

from emulator.communication.rules import matches
from tests.emulator.running_ent import GROUP

LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
NAMESAKE = "92766-1510043922665"


@pytest.fixture
def lea(ent):
    return ent.bearer("lea.martin", "userinfo conversation communication directory")


def group_ids(client, search: str = "") -> set[str]:
    return {group["id"] for group in client.get("/conversation/visible", params={"search": search}).json()["groups"]}


def test_a_pupil_sees_the_group_and_not_the_empty_one_nor_the_other_schools(lea):
    assert group_ids(lea) == {GROUP, "grp-enseignants-zola"}


def test_the_search_of_the_messaging_filters_people_only(lea):
    answer = lea.get("/conversation/visible?search=lemoine").json()
    assert [user["id"] for user in answer["users"]] == [LEMOINE]
    assert len(answer["groups"]) == 2


def test_a_pupil_of_two_schools_sees_both_namesakes(ent):
    with ent.bearer("sami.haddad") as sami:
        rows = sami.get("/communication/visible/search", params={"query": "Violences, parlons-en"}).json()
    assert {row["id"] for row in rows} == {GROUP, NAMESAKE}
    assert {row["structureName"] for row in rows} == {"Collège Émile-Zola", "Lycée Albert-Camus"}


def test_visibles_answers_under_the_literal_key(lea):
    ids = [GROUP, NAMESAKE, LEMOINE, "inconnu", GROUP]
    assert lea.post("/conversation/visibles", json={"ids": ids}).json() == [
        {"visibles.id": GROUP},
        {"visibles.id": LEMOINE},
    ]


def test_the_search_of_the_communication_module_gives_counts_and_kinds(lea):
    [row] = lea.get("/communication/visible/search?query=violences, parlons").json()
    assert (row["groupType"], row["nbUsers"], row["type"]) == ("ManualGroup", 4, "Group")
    assert "profile" not in row
    whole = lea.get("/communication/visible/search").json()
    assert {row["type"] for row in whole} == {"Group", "User"}
    assert not any("children" in row for row in whole)


def test_the_posted_search_filters_by_kind_and_school(lea):
    wanted = {"search": "VIOLENCES, parlons en", "types": ["ManualGroup"], "structures": ["col-zola"]}
    answer = lea.post("/communication/visible", json=wanted).json()
    assert [(group["id"], group["nbUsers"]) for group in answer["groups"]] == [(GROUP, 4)]
    assert answer["users"] == []
    assert lea.post("/communication/visible", json=wanted | {"structures": ["lyc-camus"]}).json()["groups"] == []


def test_members_are_shown_only_if_each_is_visible(ent, lea):
    members = lea.get(f"/communication/visible/group/{GROUP}").json()
    assert {member["login"] for member in members} == {"mme.lemoine", "m.diallo", "mme.benali", "m.roche"}
    assert {member["type"] for member in members} == {"Personnel"}
    ent.change_group(users="INCOMING")
    assert lea.get(f"/communication/visible/group/{GROUP}").json() == []
    assert GROUP in group_ids(lea)


def test_a_pupil_does_not_see_other_pupils(lea):
    noe = "a1d5c0de-0000-4000-8000-000000000002"
    assert lea.post("/conversation/visibles", json={"ids": [noe]}).json() == []


def test_any_user_may_read_a_group_by_its_id_even_out_of_sight(lea):
    assert lea.get(f"/directory/group/{NAMESAKE}").json()["name"] == "Violences, parlons-en"
    assert lea.get(f"/directory/group/{GROUP}").json()["nbUsers"] == 4
    unknown = lea.get("/directory/group/inconnu")
    assert unknown.status_code == 400
    assert "error" in unknown.json()


def test_staff_who_search_get_the_families(ent):
    ent.change_group("grp-parents-zola", users="BOTH")
    rows = ent.signed_in("mme.garnier").get("/communication/visible/search?query=claire").json()
    assert [row["children"][0]["displayName"] for row in rows] == ["Léa Martin"]


@pytest.mark.parametrize("search", ["violences,parlonsen", "VIOLENCES", "parlons en", ""])
def test_names_are_compared_without_case_accent_space_dash_or_apostrophe(search):
    assert matches("Violénces, parlons-en", search)
    assert not matches("Vie scolaire", "violences")
