from __future__ import annotations

import pytest

LEA = "a1d5c0de-0000-4000-8000-000000000001"


def test_the_default_version_is_1_0_whatever_accept_says(ent):
    with ent.bearer("lea.martin") as client:
        info = client.get("/auth/oauth2/userinfo", headers={"Accept": "application/json"}).json()
    assert (info["userId"], info["type"], info["username"]) == (LEA, "ELEVE", "Léa Martin")
    assert info["uai"] == ["0330139P"]
    assert not {"structures", "structureIds", "groupsIds", "manualGroups", "functions", "classNames"} & set(info)


def test_an_application_sees_its_own_actions_only(ent):
    with ent.bearer("lea.martin") as client:
        actions = client.get("/auth/oauth2/userinfo").json()["authorizedActions"]
    assert [action["name"] for action in actions] == ["vpe-bot|http://bot.localhost:8091/assistant"]
    with ent.bearer("parent.martin") as client:
        assert "authorizedActions" not in client.get("/auth/oauth2/userinfo").json()


def test_version_1_1_adds_the_structure_ids_even_of_two_schools(ent):
    with ent.bearer("sami.haddad") as client:
        info = client.get("/auth/oauth2/userinfo?version=1.1").json()
    assert info["structureIds"] == ["col-zola", "lyc-camus"]
    assert info["uai"] == ["0330139P"]
    assert info["schoolName"] == "Collège Émile-Zola"


def test_version_2_0_gives_the_raw_type(ent):
    with ent.bearer("lea.martin") as client:
        info = client.get("/auth/oauth2/userinfo", headers={"Accept": "application/json;version=2.0"}).json()
    assert info["type"] == "Student"
    assert info["structures"] == ["col-zola"]


def test_version_3_0_proves_the_membership_of_a_group(ent):
    with ent.bearer("mme.lemoine") as client:
        info = client.get("/auth/oauth2/userinfo", headers={"Accept": "application/json;version=3.0"}).json()
    assert info["type"] == "PERSEDUCNAT"
    assert info["structures"] == ["33-ZOLA-1"]
    group = {"id": "grp-parlons-en", "name": "Violences, parlons-en"}
    assert info["manualGroups"] == [{**group, "structureId": "col-zola", "structureUai": "0330139P"}]
    with ent.bearer("mme.besson") as client:
        assert client.get("/auth/oauth2/userinfo?version=3.0").json()["manualGroups"] == []


def test_the_oidc_version_gives_the_external_id_as_sub(ent):
    with ent.bearer("lea.martin") as client:
        claims = client.get("/auth/oauth2/userinfo?version=oidc1.0").json()
    assert claims["sub"] == "900001"
    assert "email" not in claims


@pytest.mark.parametrize(
    ("login", "kind"), [("parent.martin", "PERSRELELEVE"), ("mme.garnier", "ENSEIGNANT"), ("invite.theatre", "")]
)
def test_the_legacy_types(ent, login, kind):
    with ent.bearer(login) as client:
        assert client.get("/auth/oauth2/userinfo").json()["type"] == kind


def test_a_browser_sees_more_than_an_application(ent):
    info = ent.signed_in("lea.martin").get("/auth/oauth2/userinfo").json()
    assert info["structures"] == ["col-zola"]
    assert {action["name"] for action in info["authorizedActions"]} >= {
        "fr.openent.chatbot.controller.ChatbotController|view"
    }


def test_a_federated_account_says_so_to_the_browser_and_has_no_password(ent):
    browser = ent.anyone()
    browser.post("/auth/federation/login", data={"email": "jade.robert"})
    info = browser.get("/auth/oauth2/userinfo").json()
    assert (info["federated"], info["federatedIDP"], info["hasPw"]) == (True, "EduConnect", False)
    info = ent.signed_in("lea.martin").get("/auth/oauth2/userinfo").json()
    assert (info["federated"], info["federatedIDP"], info["hasPw"]) == (False, None, True)
