from __future__ import annotations

import pytest

from tests.emulator.running_ent import CALLBACK, GROUP

STUDENTS = "grp-eleves-zola"
LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
BESSON = "c3d5c0de-0000-4000-8000-000000000006"
APPLICATION = {
    "name": "appli",
    "address": "https://appli.exemple.fr/",
    "scope": "userinfo",
    "grantType": "authorization_code",
}


@pytest.fixture
def besson(ent):
    return ent.signed_in("mme.besson")


@pytest.fixture
def platform(ent):
    return ent.signed_in("super.admin")


def create(besson, **changes: str) -> str:
    answer = besson.post("/directory/group", json={"name": "Écoute", "structureId": "col-zola", **changes})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_the_three_steps_of_the_pilot_make_a_group_that_pupils_see(ent, besson):
    group = create(besson)
    assert besson.put(f"/directory/group/{group}/users/add", json={"userIds": [LEMOINE]}).json() == {}
    assert besson.get(f"/communication/v2/group/{STUDENTS}/communique/{group}/check").json() == {"warning": None}
    linked = besson.post(f"/communication/v2/group/{STUDENTS}/communique/{group}", json={})
    assert linked.json() == {group: "OUTGOING"}
    with ent.bearer("lea.martin") as lea:
        assert lea.post("/conversation/visibles", json={"ids": [group]}).json() == [{"visibles.id": group}]
        members = lea.get(f"/communication/visible/group/{group}").json()
    assert [member["id"] for member in members] == [LEMOINE]


def test_the_deprecated_link_leaves_members_out_of_sight(ent, besson):
    group = create(besson)
    besson.post(f"/directory/user/group/{BESSON}/{group}")
    assert besson.post(f"/communication/group/{STUDENTS}/communique/{group}").json() == {"number": 1}
    with ent.bearer("lea.martin") as lea:
        assert lea.post("/conversation/visibles", json={"ids": [group]}).json() == [{"visibles.id": group}]
        assert lea.get(f"/communication/visible/group/{group}").json() == []


def test_linking_again_changes_no_direction(besson):
    answer = besson.post(f"/communication/v2/group/{STUDENTS}/communique/{GROUP}", json={})
    assert answer.json() == {"ok": "no direction to change"}


def test_check_refuses_to_open_a_whole_school_group_and_the_link_does_not(ent, besson):
    ent.change_group(STUDENTS, users="NONE")
    path = f"/communication/v2/group/{STUDENTS}/communique/{GROUP}"
    refused = besson.get(f"{path}/check")
    assert (refused.status_code, refused.json()) == (409, {"error": "impossible to change direction"})
    assert besson.post(path, json={}).json() == {STUDENTS: "INCOMING"}


def test_check_warns_when_a_group_becomes_open_both_ways(ent, besson):
    ent.change_group(GROUP, users="INCOMING")
    assert besson.get(f"/communication/v2/group/{STUDENTS}/communique/{GROUP}/check").json()["warning"]


def test_links_can_be_read_and_undone(ent, besson):
    incoming = ent.signed_in("noe.petit").get(f"/communication/group/{GROUP}/incoming").json()
    assert {row["id"] for row in incoming} == {STUDENTS, "grp-personnels-zola"}
    assert besson.delete(f"/communication/group/{GROUP}/users").status_code == 409
    assert besson.delete(f"/communication/group/{STUDENTS}/relations/{GROUP}").json() == {
        "sender": "INCOMING",
        "receiver": "OUTGOING",
    }
    with ent.bearer("lea.martin") as lea:
        assert lea.post("/conversation/visibles", json={"ids": [GROUP]}).json() == []


def test_lists_of_groups_and_members_are_for_administrators_of_the_school(ent, besson):
    listed = besson.get("/directory/group/admin/list?structureId=col-zola&type=ManualGroup").json()
    row = next(row for row in listed if row["id"] == GROUP)
    assert (row["internalCommunicationRule"], row["nbUsers"], row["filter"]) == ("OUTGOING", 4, "Manual")
    logins = [member["login"] for member in besson.get(f"/directory/user/group/{GROUP}").json()]
    assert logins == ["mme.lemoine", "m.diallo", "mme.benali", "m.roche"]
    lea = ent.signed_in("lea.martin")
    assert lea.get("/directory/group/admin/list?structureId=col-zola").status_code == 401
    assert lea.get(f"/directory/user/group/{GROUP}").status_code == 401
    assert besson.get("/directory/user/group/92766-1510043922665").status_code == 401


def test_groups_can_be_renamed_and_removed(besson):
    group = create(besson)
    assert besson.put(f"/directory/group/{group}", json={"name": "Autre"}).status_code == 200
    assert besson.put(f"/directory/group/{group}", json={"colour": "red"}).status_code == 400
    assert besson.get(f"/directory/group/{group}").json()["name"] == "Autre"
    assert besson.delete(f"/directory/group/{group}").status_code == 204
    assert besson.get(f"/directory/group/{group}").status_code == 400


def test_a_group_is_created_only_in_a_school_one_administers_with_known_keys(ent, besson):
    assert besson.post("/directory/group", json={"name": "x", "structureId": "lyc-camus"}).status_code == 401
    assert besson.post("/directory/group", json={"name": "x", "structureId": "col-zola", "a": 1}).status_code == 400
    mine = {"name": "x", "structureId": "col-zola"}
    assert ent.signed_in("mme.lemoine").post("/directory/group", json=mine).status_code == 401


def test_registering_an_application(besson, platform):
    path = "/appregistry/application/external"
    assert besson.post(path, json=APPLICATION).status_code == 401
    made = besson.post(f"{path}?structureId=col-zola", json=APPLICATION)
    assert made.status_code == 201
    again = platform.post(path, json=APPLICATION)
    assert (again.status_code, again.json()) == (400, {"error": "appregistry.failed.app"})
    assert platform.post(path, json=APPLICATION | {"name": "b", "couleur": "x"}).status_code == 400
    id_ = made.json()["id"]
    besson.put(f"/appregistry/application/conf/{id_}", json={"scope": "userinfo conversation"})
    assert besson.get(f"/appregistry/application/conf/{id_}").json()["scope"] == "userinfo conversation"
    rows = besson.get("/appregistry/external-applications?structureId=col-zola").json()
    assert {"vpe-bot", "appli"} <= {row["data"]["name"] for row in rows}
    assert besson.delete(f"{path}/{id_}").status_code == 204


def test_an_application_shows_in_my_apps_once_its_role_is_given(ent, besson):
    made = besson.post("/appregistry/application/external?structureId=col-zola", json=APPLICATION).json()["id"]
    parent = ent.signed_in("parent.martin")
    assert parent.get("/applications-list").json()["apps"] == []
    besson.put(f"/appregistry/structure/col-zola/application/external/{made}/authorize?profile=Relative")
    assert [app["name"] for app in parent.get("/applications-list").json()["apps"]] == ["appli"]


def test_a_new_applications_host_waits_half_an_hour_for_the_white_list(ent, platform):
    def location() -> str:
        query = {"response_type": "code", "client_id": "appli", "scope": "userinfo", "state": "a"}
        browser = ent.signed_in("lea.martin")
        answer = browser.get("/auth/oauth2/auth", params=query | {"redirect_uri": "https://appli.exemple.fr/cb"})
        return str(answer.headers["location"])

    ent.code("lea.martin", redirect_uri=CALLBACK)
    platform.post("/appregistry/application/external", json=APPLICATION)
    assert location() == "/"
    ent.advance(1801)
    assert location().startswith("https://appli.exemple.fr/cb?code=")


def test_documents_belong_to_their_owner(ent):
    lea = ent.signed_in("lea.martin")
    made = lea.post("/workspace/document?name=voix", files={"file": ("voix.mp3", b"abc", "audio/mpeg")})
    assert (made.status_code, made.json()["metadata"]["size"]) == (201, 3)
    path = f"/workspace/document/{made.json()['_id']}"
    assert lea.get(path).content == b"abc"
    assert ent.signed_in("noe.petit").get(path).status_code == 401
    user_id = made.json()["owner"]
    assert lea.get(f"/workspace/quota/user/{user_id}").json()["storage"] == 3
