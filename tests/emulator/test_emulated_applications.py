from __future__ import annotations

import pytest

from tests.emulator.running_ent import CALLBACK

EXTERNAL = "/appregistry/application/external"
CONF = "/appregistry/application/conf"
ROLE = "/appregistry/structure/col-zola/application/external"
CALLS = [
    ("POST", f"{EXTERNAL}?structureId=col-zola"),
    ("GET", f"{CONF}/app-vpe-bot"),
    ("PUT", f"{CONF}/app-vpe-bot"),
    ("DELETE", f"{EXTERNAL}/app-vpe-bot"),
    ("GET", "/appregistry/external-applications?structureId=col-zola"),
    ("GET", f"{EXTERNAL}/app-vpe-bot/groups/roles?structureId=col-zola"),
    ("PUT", f"{ROLE}/app-vpe-bot/authorize?profile=Student"),
    ("DELETE", f"{ROLE}/app-vpe-bot/authorize?profile=Student"),
]


@pytest.fixture
def besson(ent):
    return ent.signed_in("mme.besson")


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_applications_are_for_administrators_of_the_school(ent, method, path):
    for login in ("lea.martin", "mme.lemoine"):
        answer = ent.signed_in(login).request(method, path)
        assert answer.status_code == 401
        assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_applications_ask_for_the_second_factor(ent, besson, method, path):
    ent.change_user("mme.besson", requirement="admin_mfa")
    assert besson.request(method, path).status_code == 302


def test_the_list_shows_node_actions_and_roles(besson):
    rows = besson.get("/appregistry/external-applications?structureId=col-zola").json()
    row = next(row for row in rows if row["data"]["name"] == "vpe-bot")
    data = row["data"]
    assert (data["grantType"], data["target"], data["locked"]) == ("authorization_code", "_blank", False)
    assert data["scope"].split()[0] == "userinfo"
    assert row["actions"][0]["name"] == f"vpe-bot|{data['address']}"
    assert row["roles"][0]["role"]["name"] == "vpe-bot- ACCESS "
    assert besson.get("/appregistry/external-applications").status_code == 401
    assert besson.get("/appregistry/external-applications?structureId=lyc-camus").status_code == 401


def test_changing_without_a_scope_empties_it(besson):
    before = besson.get(f"{CONF}/app-vpe-bot").json()
    assert besson.put(f"{CONF}/app-vpe-bot", json={"displayName": "Autre nom"}).status_code == 200
    after = besson.get(f"{CONF}/app-vpe-bot").json()
    assert (after["displayName"], after["scope"]) == ("Autre nom", "")
    assert before["scope"] != ""


@pytest.mark.parametrize("body", [{"couleur": "x"}, {"scope": ["userinfo"]}, {"appLocked": True}])
def test_a_change_that_the_schema_refuses_is_a_400(besson, body):
    assert besson.put(f"{CONF}/app-vpe-bot", json=body).status_code == 400


def test_a_locked_application_stays_as_it_is_in_silence(ent, besson):
    assert besson.put(f"{EXTERNAL}/app-vpe-bot/lock").status_code == 401
    assert ent.signed_in("super.admin").put(f"{EXTERNAL}/app-vpe-bot/lock").json() == {"locked": True}
    assert besson.put(f"{CONF}/app-vpe-bot", json={"scope": "userinfo"}).status_code == 200
    assert besson.delete(f"{EXTERNAL}/app-vpe-bot").status_code == 204
    besson.put(f"{ROLE}/app-vpe-bot/authorize?profile=Relative")
    assert besson.get(f"{CONF}/app-vpe-bot").json()["scope"] != "userinfo"
    [role] = besson.get(f"{EXTERNAL}/app-vpe-bot/groups/roles?structureId=col-zola").json()
    assert [group["id"] for group in role["groups"]] == ["grp-eleves-zola"]


def test_the_role_is_given_and_taken_by_profile(ent, besson):
    besson.put(f"{ROLE}/app-vpe-bot/authorize?profile=Relative&profile=Teacher")
    parent = ent.signed_in("parent.martin")
    assert [app["name"] for app in parent.get("/applications-list").json()["apps"]] == ["vpe-bot"]
    assert besson.delete(f"{ROLE}/app-vpe-bot/authorize?profile=Relative").status_code == 204
    assert parent.get("/applications-list").json()["apps"] == []
    assert besson.put(f"{ROLE}/app-vpe-bot/authorize").status_code == 400


def test_no_role_is_needed_to_sign_in(ent, besson):
    besson.delete(f"{ROLE}/app-vpe-bot/authorize?profile=Student")
    assert ent.code("lea.martin", redirect_uri=CALLBACK)
    assert ent.code("parent.martin", redirect_uri=CALLBACK)


def test_an_application_of_the_platform_is_not_a_local_administrators(besson):
    assert besson.get(f"{CONF}/app-mobile").status_code == 401
    assert besson.get(f"{CONF}/inconnue").status_code == 404
