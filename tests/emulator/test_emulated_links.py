from __future__ import annotations

import pytest

from tests.emulator.running_ent import GROUP

STUDENTS = "grp-eleves-zola"
PARENTS = "grp-parents-zola"
TEACHERS = "grp-enseignants-zola"
NAMESAKE = "92766-1510043922665"
WRITES = [
    ("GET", f"/communication/v2/group/{STUDENTS}/communique/{GROUP}/check"),
    ("POST", f"/communication/v2/group/{STUDENTS}/communique/{GROUP}"),
    ("POST", f"/communication/group/{STUDENTS}/communique/{GROUP}"),
    ("DELETE", f"/communication/group/{STUDENTS}/relations/{GROUP}"),
    ("POST", f"/communication/group/{GROUP}/users"),
    ("DELETE", f"/communication/group/{GROUP}/users"),
    ("GET", f"/communication/group/{GROUP}"),
]


@pytest.fixture
def besson(ent):
    return ent.signed_in("mme.besson")


@pytest.mark.parametrize("login", ["lea.martin", "mme.lemoine", "parent.martin"])
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_rules_are_for_administrators(ent, login, method, path):
    answer = ent.signed_in(login).request(method, path)
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_an_administrator_who_owes_the_second_factor_is_sent_to_it(ent, besson, method, path):
    ent.change_user("mme.besson", requirement="admin_mfa")
    answer = besson.request(method, path)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/auth/validate-mfa?force=true&redirect=")
    assert besson.get("/timeline/lastNotifications").status_code == 200
    assert besson.post("/auth/validate-mfa").status_code == 302
    assert besson.request(method, path).status_code != 302


def test_links_of_another_school_are_only_for_the_version_two_call(ent, besson):
    assert besson.post(f"/communication/v2/group/{STUDENTS}/communique/{NAMESAKE}").status_code == 200
    assert besson.post(f"/communication/group/{STUDENTS}/communique/{NAMESAKE}").status_code == 401
    assert besson.delete(f"/communication/group/{STUDENTS}/relations/{NAMESAKE}").status_code == 401


def test_check_names_which_end_would_open_to_its_own_members(ent, besson):
    def warning(start: str, end: str) -> str | None:
        text: str | None = besson.get(f"/communication/v2/group/{start}/communique/{end}/check").json()["warning"]
        return text

    ent.change_group(GROUP, users="INCOMING")
    assert warning(STUDENTS, GROUP) == "endgroup-users-can-communicate"
    ent.change_group("grp-mediation", users="OUTGOING")
    assert warning("grp-mediation", GROUP) == "both-groups-users-can-communicate"
    ent.change_group(GROUP, users="OUTGOING")
    assert warning("grp-mediation", GROUP) == "startgroup-users-can-communicate"
    assert warning(STUDENTS, GROUP) is None


def test_check_refuses_to_show_a_whole_school_one_by_one(ent, besson):
    refused = besson.get(f"/communication/v2/group/{TEACHERS}/communique/{STUDENTS}/check")
    assert (refused.status_code, refused.json()) == (409, {"error": "impossible to change direction"})
    platform = ent.signed_in("super.admin")
    assert platform.get(f"/communication/v2/group/{TEACHERS}/communique/{STUDENTS}/check").status_code == 200


def test_a_broadcast_list_never_shows_its_members(ent, besson):
    ent.change_group(GROUP, users="NONE", sub_type="BroadcastGroup")
    linked = besson.post(f"/communication/v2/group/{STUDENTS}/communique/{GROUP}").json()
    assert linked == {"ok": "no direction to change"}
    ent.change_group(GROUP, users="OUTGOING")
    assert besson.get(f"/communication/v2/group/{STUDENTS}/communique/{GROUP}/check").status_code == 409


def test_an_unknown_group_is_an_error_of_the_server(besson):
    for path in ("check", ""):
        answer = besson.request(
            "GET" if path else "POST", f"/communication/v2/group/x/communique/{GROUP}/{path}".rstrip("/")
        )
        assert answer.status_code == 500
        assert set(answer.json()) == {"error"}
    assert besson.get("/communication/group/x").status_code == 401


def test_unlinking_takes_away_the_rule_that_nothing_needs_any_more(ent, besson):
    ent.change_group("grp-personnels-zola", links=["grp-enseignants-zola"])
    gone = besson.delete(f"/communication/group/{STUDENTS}/relations/{GROUP}").json()
    assert gone == {"sender": "INCOMING", "receiver": None}
    assert besson.get(f"/communication/group/{GROUP}").json()["users"] == "NONE"


def test_opening_and_closing_a_group(ent, besson):
    assert besson.post(f"/communication/group/{GROUP}/users").json() == {"users": "BOTH"}
    assert besson.delete(f"/communication/group/{GROUP}/users").status_code == 409
    ent.change_group(STUDENTS, links=[])
    ent.change_group("grp-personnels-zola", links=[])
    assert besson.delete(f"/communication/group/{GROUP}/users").json() == {"users": None}


def test_a_group_shows_its_links_and_who_links_to_it(ent, besson):
    shown = besson.get(f"/communication/group/{STUDENTS}").json()
    assert shown["users"] == "INCOMING"
    assert {row["id"] for row in shown["communiqueWith"]} == {GROUP, "grp-mediation", TEACHERS}
    outgoing = ent.signed_in("noe.petit").get(f"/communication/group/{STUDENTS}/outgoing").json()
    assert {row["id"]: row["internalCommunicationRule"] for row in outgoing}[GROUP] == "OUTGOING"
    assert ent.anyone().get(f"/communication/group/{STUDENTS}/outgoing").status_code == 302
