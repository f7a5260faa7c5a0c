from __future__ import annotations

import pytest

from tests.emulator.running_ent import GROUP

NAMESAKE = "92766-1510043922665"
LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
ADMIN_CALLS = [
    ("GET", "/directory/group/admin/list?structureId=col-zola"),
    ("POST", "/directory/group"),
    ("PUT", f"/directory/group/{GROUP}"),
    ("DELETE", f"/directory/group/{GROUP}"),
    ("PUT", f"/directory/group/{GROUP}/users/add"),
    ("PUT", f"/directory/group/{GROUP}/users/delete"),
    ("GET", f"/directory/user/group/{GROUP}"),
    ("GET", f"/directory/user/admin/list?groupId={GROUP}"),
    ("POST", f"/directory/user/group/{LEMOINE}/{GROUP}"),
    ("DELETE", f"/directory/user/group/{LEMOINE}/{GROUP}"),
]


@pytest.fixture
def besson(ent):
    return ent.signed_in("mme.besson")


@pytest.mark.parametrize("login", ["lea.martin", "mme.lemoine"])
@pytest.mark.parametrize(("method", "path"), ADMIN_CALLS)
def test_the_directory_is_changed_by_administrators_only(ent, login, method, path):
    body = {"name": "x", "structureId": "col-zola", "userIds": []}
    answer = ent.signed_in(login).request(method, path, json=None if method == "GET" else body)
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("method", "path"), ADMIN_CALLS)
def test_the_directory_asks_administrators_for_their_second_factor(ent, besson, method, path):
    ent.change_user("mme.besson", requirement="admin_mfa")
    assert besson.request(method, path).status_code == 302
    assert besson.get(f"/directory/group/{GROUP}").status_code == 200


def test_groups_are_listed_by_kind_and_by_school(ent, besson):
    def ids(query: str) -> set[str]:
        return {row["id"] for row in besson.get(f"/directory/group/admin/list?{query}").json()}

    assert ids("structureId=col-zola&type=ManualGroup") == {GROUP, "grp-mediation"}
    assert "grp-eleves-zola" in ids("structureId=col-zola&type=ProfileGroup")
    assert GROUP not in ids("structureId=col-zola&type=ProfileGroup")
    assert ids("structureId=col-zola&type=ManualGroup&type=ProfileGroup") == ids("structureId=col-zola")
    assert NAMESAKE not in ids("type=ManualGroup")
    unknown = besson.get("/directory/group/admin/list?structureId=col-zola&type=Club")
    assert (unknown.status_code, unknown.json()) == (400, {"error": "invalid.group.type"})
    assert besson.get("/directory/group/admin/list?structureId=lyc-camus").status_code == 401


def test_a_profile_group_says_that_it_is_the_whole_school(besson):
    rows = besson.get("/directory/group/admin/list?structureId=col-zola&type=ProfileGroup").json()
    students = next(row for row in rows if row["id"] == "grp-eleves-zola")
    assert (students["filter"], students["subType"]) == ("Student", "StructureGroup")


def test_a_new_group_is_empty_closed_and_dated(besson):
    made = besson.post("/directory/group", json={"name": "Écoute", "structureId": "col-zola"})
    assert made.status_code == 201
    assert set(made.json()) == {"id", "createdAt", "createdByName", "modifiedAt", "modifiedByName"}
    assert made.json()["createdByName"] == "Nadia Besson"
    rows = besson.get("/directory/group/admin/list?structureId=col-zola&type=ManualGroup").json()
    row = next(row for row in rows if row["id"] == made.json()["id"])
    assert (row["nbUsers"], row["internalCommunicationRule"], row["createdByName"]) == (0, "NONE", "Nadia Besson")


@pytest.mark.parametrize(
    "body", [{"structureId": "col-zola"}, {"name": 3, "structureId": "col-zola"}, {"name": "x", "a": 1}]
)
def test_a_group_that_the_schema_refuses_is_a_400_or_not_mine(besson, body):
    assert besson.post("/directory/group", json=body).status_code == 400


def test_the_public_face_of_a_group_is_open_to_every_account(ent):
    for login in ("ines.caron", "invite.theatre"):
        shown = ent.signed_in(login).get(f"/directory/group/{GROUP}").json()
        assert shown == {"id": GROUP, "name": "Violences, parlons-en", "nbUsers": 4, "type": "ManualGroup"}
    unknown = ent.signed_in("ines.caron").get("/directory/group/inconnu")
    assert (unknown.status_code, set(unknown.json())) == (400, {"error"})


def test_the_long_list_says_who_never_activated(besson):
    rows = besson.get(f"/directory/user/admin/list?groupId={GROUP}").json()
    codes = {row["login"]: row["code"] for row in rows}
    assert codes == {"mme.lemoine": None, "m.diallo": None, "mme.benali": None, "m.roche": "actroche"}
    inactive = besson.get(f"/directory/user/admin/list?groupId={GROUP}&filterActive=inactive").json()
    assert [row["login"] for row in inactive] == ["m.roche"]
    mine = besson.get("/directory/user/admin/list?profile=Student&searchTerm=martin").json()
    assert [row["displayName"] for row in mine] == ["Léa Martin"]
    assert besson.get("/directory/user/admin/list?searchTerm=ma").status_code == 401


def test_deleting_a_group_removes_the_links_to_it(ent, besson):
    assert besson.delete(f"/directory/group/{GROUP}").status_code == 204
    linked = {
        row["id"] for row in ent.signed_in("noe.petit").get("/communication/group/grp-eleves-zola/outgoing").json()
    }
    assert GROUP not in linked
    assert besson.delete("/directory/group/grp-eleves-zola").status_code == 400
