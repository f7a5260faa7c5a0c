from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import shaped
from tests.emulator.contract.bench.facts import fact

PATH = "/auth/oauth2/userinfo"
TYPES = {
    "pupil": ("ELEVE", "Student"),
    "relative": ("PERSRELELEVE", "Relative"),
    "teacher": ("ENSEIGNANT", "Teacher"),
    "referent": ("PERSEDUCNAT", "Personnel"),
    "guest": ("", "Guest"),
}
# A referent may be a teacher in a real school; what is fixed is the pair.
PAIRS = dict(pair[::-1] for pair in TYPES.values())


def userinfo(client, version=None):
    return client.get(PATH, params={"version": version} if version else None)


@fact("1.5/v1-client")
def test_the_first_version_by_token_has_and_lacks_what_the_contract_says(ent):
    body = shaped("userinfo_1.0_client", userinfo(ent.bearer("pupil")))
    assert body["login"] == ent.people.account("pupil").login


@fact("1.5/v1-session")
def test_the_first_version_by_cookie_keeps_more(ent):
    shaped("userinfo_1.0_session", userinfo(ent.browser("pupil")))


@fact("1.5/default")
def test_the_default_is_the_first_version(ent):
    plain = ent.bearer("pupil").get(PATH, headers={"Accept": "application/json"}).json()
    assert set(plain) == set(userinfo(ent.bearer("pupil"), "1.0").json())


@fact("1.5/choice")
@pytest.mark.parametrize("version", ["1.1", "2.0", "3.0"])
def test_the_version_is_chosen_by_header_or_query(ent, version):
    client = ent.bearer("pupil")
    by_header = client.get(PATH, headers={"Accept": f"application/json;version={version}"}).json()
    assert set(by_header) == set(userinfo(client, version).json()) != set(userinfo(client).json())


@fact("1.5/post")
def test_a_post_answers_as_a_get(ent):
    assert ent.bearer("pupil").post(PATH).json()["userId"] == ent.id_of("pupil")


@fact("1.5/actions")
@pytest.mark.parametrize("role", ["pupil", "other_pupil", "referent", "relative", "guest"])
def test_a_token_only_shows_the_applications_own_actions(ent, role):
    prefix = ent.people.get("application.id") + "|"
    actions = userinfo(ent.bearer(role)).json().get("authorizedActions")
    assert actions is None or (actions and all(each["name"].startswith(prefix) for each in actions))


@fact("1.5/v11")
def test_version_1_1_names_the_structures_by_id(ent):
    body = shaped("userinfo_1.1", userinfo(ent.bearer("pupil"), "1.1"))
    assert ent.people.get("structure.id") in body["structureIds"]


@fact("1.5/v20")
def test_version_2_0_is_the_whole_session_with_the_raw_type(ent):
    body = shaped("userinfo_2.0", userinfo(ent.bearer("pupil"), "2.0"))
    assert body["type"] == "Student"


@fact("1.5/v21")
def test_version_2_1_holds_the_rest_too(ent):
    first, second = (userinfo(ent.bearer("pupil"), version).json() for version in ("2.0", "2.1"))
    assert set(first) < set(second)
    assert "cache" in second


@fact("1.5/v30")
def test_version_3_0_has_groups_nodes_and_external_ids(ent):
    body = shaped("userinfo_3.0", userinfo(ent.bearer("referent"), "3.0"))
    ids = userinfo(ent.bearer("referent"), "1.1").json()["structureIds"]
    assert len(body["structures"]) == len(ids)
    assert not set(body["structures"]) & set(ids)


@fact("1.5/membership")
def test_version_3_0_proves_membership_of_the_listening_group(ent):
    group = ent.people.get("groups.listening")
    groups = {each["id"]: each for each in userinfo(ent.bearer("referent"), "3.0").json()["manualGroups"]}
    assert (groups[group["id"]]["name"], groups[group["id"]]["structureId"]) == (
        group["name"],
        ent.people.get("structure.id"),
    )
    pupils = userinfo(ent.bearer("pupil"), "3.0").json()["manualGroups"]
    assert group["id"] not in {each["id"] for each in pupils}


@fact("1.5/oidc")
def test_the_oidc_version_calls_the_external_id_sub(ent):
    body = shaped("userinfo_oidc", userinfo(ent.bearer("pupil"), "oidc1.0"))
    plain = userinfo(ent.bearer("pupil")).json()
    assert (body["sub"], body["name"]) == (plain["externalId"], plain["username"])
    assert body["sub"] != plain["userId"]


@fact("1.5/types", "1.5/raw-types")
@pytest.mark.parametrize("role", TYPES)
def test_types_by_profile(ent, role):
    mapped = userinfo(ent.bearer(role)).json()["type"]
    raw = userinfo(ent.bearer(role), "2.0").json()["type"]
    assert PAIRS[raw] == mapped
    assert userinfo(ent.bearer(role), "3.0").json()["type"] == mapped
    assert raw == TYPES[role][1] or role == "referent"


@fact("1.5/types")
def test_the_platform_administrators_type(ent):
    assert userinfo(ent.browser("super_administrator")).json()["type"] == "SUPERADMIN"


@fact("1.5/two-schools")
def test_a_pupil_of_two_schools_shows_one_name_and_two_ids(ent):
    body = userinfo(ent.bearer("two_schools_pupil"), "1.1").json()
    assert len(set(body["structureIds"])) == 2
    assert isinstance(body["schoolName"], str)
    assert len(body["uai"]) <= 2


@fact("1.5/functions")
def test_a_local_administrator_bears_the_function_with_its_schools(ent):
    function = userinfo(ent.bearer("local_administrator"), "3.0").json()["functions"]["ADMIN_LOCAL"]
    assert function["code"] == "ADMIN_LOCAL"
    assert ent.people.get("structure.id") in function["scope"]


@fact("1.5/first-names")
def test_the_class_is_named_after_the_schools_external_id(ent):
    body = userinfo(ent.bearer("pupil"), "3.0").json()
    assert any(body["classId"].startswith(f"{external}$") for external in body["structures"])
