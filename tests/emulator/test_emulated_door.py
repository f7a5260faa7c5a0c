from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.emulator.running_ent import CALLBACK, GROUP

STUDENTS = "grp-eleves-zola"
CYRILLIC = "Viоlences, parlons-en"  # the first o is U+043E


def door(ent, path: str, body: dict[str, Any]) -> None:
    answer = ent.anyone().post(f"/__test/{path}", json=body)
    assert answer.status_code in {200, 201}, answer.text


def visible(ent, group: str = GROUP, login: str = "lea.martin") -> bool:
    return bool(ent.signed_in(login).post("/conversation/visibles", json={"ids": [group]}).json())


def shown_members(ent) -> int:
    return len(ent.signed_in("lea.martin").get(f"/communication/visible/group/{GROUP}").json())


def names(ent) -> set[str]:
    rows = ent.signed_in("mme.besson").get("/directory/group/admin/list?structureId=col-zola").json()
    return {row["name"] for row in rows}


def kinds_found(ent) -> set[str]:
    rows = ent.signed_in("lea.martin").get("/communication/visible/search?query=violences").json()
    return {row["groupType"] for row in rows}


def inactive(ent) -> int:
    besson = ent.signed_in("mme.besson")
    return len(besson.get(f"/directory/user/admin/list?groupId={GROUP}&filterActive=inactive").json())


def authorisation(ent, scope: str = "userinfo conversation communication") -> str:
    query = {"response_type": "code", "client_id": "vpe-bot", "redirect_uri": CALLBACK, "scope": scope, "state": "a"}
    location = ent.signed_in("lea.martin").get("/auth/oauth2/auth", params=query).headers["location"]
    return next(iter(httpx.URL(location).params))


def why_not(ent) -> str:
    query = {"response_type": "code", "client_id": "vpe-bot", "redirect_uri": CALLBACK, "state": "a"}
    asked = {**query, "scope": "userinfo conversation communication"}
    location = ent.signed_in("lea.martin").get("/auth/oauth2/auth", params=asked).headers["location"]
    return str(httpx.URL(location).params.get("error"))


def with_the_secret(ent) -> str:
    form = {"grant_type": "authorization_code", "code": ent.code("lea.martin"), "redirect_uri": CALLBACK}
    answer = ent.anyone().post("/auth/oauth2/token", data=form, auth=("vpe-bot", "demo-secret"))
    return str(answer.json().get("error"))


def connector(ent) -> dict[str, Any]:
    rows = ent.signed_in("mme.besson").get("/appregistry/external-applications?structureId=col-zola").json()
    data: dict[str, Any] = next((row["data"] for row in rows if row["data"]["name"] == "vpe-bot"), {})
    return data


def apps(ent) -> list[str]:
    return [app["name"] for app in ent.signed_in("lea.martin").get("/applications-list").json()["apps"]]


def uai(ent) -> list[str]:
    with ent.bearer("lea.martin") as lea:
        codes: list[str] = lea.get("/auth/oauth2/userinfo").json()["uai"]
    return codes


def schools_of_the_group(ent) -> set[str]:
    rows = ent.signed_in("super.admin").get("/directory/group/admin/list?type=ManualGroup").json()
    return {school["id"] for row in rows if row["id"] == GROUP for school in row["structures"]}


Probe = Callable[[Any], Any]
BROKEN: dict[str, tuple[list[tuple[str, dict[str, Any]]], Probe, Any]] = {
    "nobody in the group": ([(f"groups/{GROUP}", {"members": []})], visible, False),
    "nobody has activated": (
        [(f"users/{login}", {"activated": False}) for login in ("mme.lemoine", "m.diallo")],
        inactive,
        3,
    ),
    "another name": (
        [(f"groups/{GROUP}", {"name": "Vie scolaire"})],
        lambda ent: names(ent) & {"Vie scolaire"},
        {"Vie scolaire"},
    ),
    "a namesake in the same school": (
        [
            (
                "groups",
                {
                    "id": "g2",
                    "name": "Violences, parlons-en",
                    "structure_id": "col-zola",
                    "members": ["mme.garnier"],
                    "linked_from": [STUDENTS],
                },
            )
        ],
        lambda ent: visible(ent, "g2"),
        True,
    ),
    "the dash left out": (
        [("groups", {"name": "Violences parlons en", "structure_id": "col-zola"})],
        lambda ent: "Violences parlons en" in names(ent),
        True,
    ),
    "another dash and a space": (
        [("groups", {"name": "Violences, parlons‑en ", "structure_id": "col-zola"})],
        lambda ent: "Violences, parlons‑en " in names(ent),
        True,
    ),
    "a cyrillic letter": (
        [("groups", {"name": CYRILLIC, "structure_id": "col-zola"})],
        lambda ent: CYRILLIC in names(ent),
        True,
    ),
    "a community of the same name": (
        [
            (f"groups/{GROUP}", {"linked_from": []}),
            (
                "groups",
                {
                    "name": "Violences, parlons-en",
                    "kind": "CommunityGroup",
                    "structure_id": "col-zola",
                    "members": ["m.diallo"],
                    "users": "BOTH",
                    "linked_from": [STUDENTS],
                },
            ),
        ],
        kinds_found,
        {"CommunityGroup"},
    ),
    "no link from the pupils": ([(f"groups/{GROUP}", {"linked_from": ["grp-personnels-zola"]})], visible, False),
    "the pupils may not use their links": ([(f"groups/{STUDENTS}", {"users": "NONE"})], visible, False),
    "the link the wrong way round": (
        [(f"groups/{GROUP}", {"linked_from": [], "links": [STUDENTS], "users": "INCOMING"})],
        visible,
        False,
    ),
    "members not shown, incoming only": ([(f"groups/{GROUP}", {"users": "INCOMING"})], shown_members, 0),
    "members not shown, no rule": ([(f"groups/{GROUP}", {"users": "NONE"})], shown_members, 0),
    "a broadcast list": ([(f"groups/{GROUP}", {"sub_type": "BroadcastGroup", "users": "NONE"})], shown_members, 0),
    "a hidden group": ([(f"groups/{GROUP}", {"hidden": True})], visible, False),
    "the group in another school": (
        [(f"groups/{GROUP}", {"structure_id": "lyc-camus"})],
        schools_of_the_group,
        {"lyc-camus"},
    ),
    "the group in two schools": (
        [(f"groups/{GROUP}", {"also_in": ["lyc-camus"]})],
        schools_of_the_group,
        {"col-zola", "lyc-camus"},
    ),
    "a school without UAI": ([("structures/col-zola", {"uai": None})], uai, []),
    "another grant type": ([("applications/vpe-bot", {"grant_type": "password"})], why_not, "unauthorized_client"),
    "a scope missing": ([("applications/vpe-bot", {"scope": "userinfo"})], why_not, "server_error"),
    "another address": (
        [("applications/vpe-bot", {"address": "https://autre.exemple.fr/"})],
        lambda ent: connector(ent)["address"],
        "https://autre.exemple.fr/",
    ),
    "the application locked": (
        [("applications/vpe-bot", {"locked": True})],
        lambda ent: connector(ent)["locked"],
        True,
    ),
    "the application of another school": ([("applications/vpe-bot", {"structure_id": "lyc-camus"})], connector, {}),
    "the secret changed": ([("applications/vpe-bot", {"secret": "autre"})], with_the_secret, "invalid_client"),
    "the role not given to the pupils": ([("applications/vpe-bot", {"groups": []})], apps, []),
    "no right to the bubble": (
        [("rights", {"chatbot.view": []})],
        lambda ent: ent.signed_in("lea.martin").get("/chatbot/url").status_code,
        401,
    ),
    "a second factor for the administrator": (
        [("users/mme.besson", {"requirement": "admin_mfa"})],
        lambda ent: ent.signed_in("mme.besson").get(f"/directory/user/group/{GROUP}").status_code,
        302,
    ),
    "no messaging right for the pupils": (
        [("rights", {"conversation.create.draft": ["Teacher"]})],
        lambda ent: ent.signed_in("lea.martin").post("/conversation/draft", json={"to": []}).status_code,
        401,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_school_can_be_broken_in_this_way(ent, name):
    calls, probe, broken = BROKEN[name]
    assert probe(ent) != broken
    ent.anyone().post("/__test/reset")
    for path, body in calls:
        door(ent, path, body)
    assert probe(ent) == broken


def test_the_application_and_the_group_can_be_missing(ent):
    for path in ("applications/vpe-bot", f"groups/{GROUP}"):
        assert ent.anyone().delete(f"/__test/{path}").status_code == 204
    assert connector(ent) == {}
    assert authorisation(ent) == "error"
    assert ent.signed_in("lea.martin").get(f"/directory/group/{GROUP}").status_code == 400
    assert visible(ent) is False


def test_a_whole_school_can_be_made(ent):
    door(ent, "structures", {"id": "ecole-hugo", "name": "École Hugo", "uai": "0330001A"})
    door(ent, "users", {"login": "mia.roux", "first_name": "Mia", "last_name": "Roux", "structures": ["ecole-hugo"]})
    adml = {"ADMIN_LOCAL": {"code": "ADMIN_LOCAL", "scope": ["ecole-hugo"]}}
    chief = {"login": "m.chef", "profile": "Personnel", "structures": ["ecole-hugo"], "functions": adml}
    door(ent, "users", chief)
    door(
        ent,
        "groups",
        {
            "id": "h-readers",
            "name": "Violences, parlons-en",
            "structure_id": "ecole-hugo",
            "members": ["m.chef"],
            "users": "OUTGOING",
        },
    )
    pupils = {
        "id": "h-pupils",
        "name": "Élèves",
        "kind": "ProfileGroup",
        "profile": "Student",
        "structure_id": "ecole-hugo",
        "users": "INCOMING",
        "links": ["h-readers"],
    }
    door(ent, "groups", pupils)
    assert visible(ent, "h-readers", "mia.roux") is True
    assert len(ent.signed_in("m.chef").get("/directory/group/admin/list?structureId=ecole-hugo").json()) == 2


def test_a_person_who_changes_school_changes_profile_groups(ent):
    door(ent, "users/lea.martin", {"structures": ["lyc-camus"]})
    assert visible(ent) is False
    assert visible(ent, "92766-1510043922665") is True


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("groups", {"name": "x"}, 400),
        ("groups", {"name": "x", "structure_id": "col-zola", "colour": "red"}, 400),
        ("groups", {"name": "x", "structure_id": "col-zola", "members": ["inconnu"]}, 404),
        ("groups/inconnu", {"name": "x"}, 404),
        ("users", {"first_name": "x"}, 400),
        ("applications", {"name": "x"}, 400),
    ],
)
def test_the_door_refuses_what_it_does_not_know(ent, path, body, status):
    assert ent.anyone().post(f"/__test/{path}", json=body).status_code == status


def test_the_door_lists_each_kind(ent):
    for kind, one in (
        ("groups", GROUP),
        ("users", "lea.martin"),
        ("structures", "col-zola"),
        ("applications", "vpe-bot"),
    ):
        rows = ent.anyone().get(f"/__test/{kind}").json()
        assert ent.anyone().get(f"/__test/{kind}/{one}").json() in rows
