from __future__ import annotations

import json

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused, shaped
from tests.emulator.contract.bench.connectors import PATH, description, register, registered
from tests.emulator.contract.bench.facts import fact


@pytest.fixture
def structure(ent) -> str:
    ent.need_administration()
    return ent.people.get("structure.id")


@fact("1.7/create", "1.7/delete", "1.7/listed")
def test_a_connector_is_created_listed_and_removed(ent, structure):
    administrator = ent.browser("local_administrator")

    def listed() -> str:
        answer = administrator.get("/appregistry/external-applications", params={"structureId": structure})
        return json.dumps(shaped("object_rows", answer))

    with registered(ent) as connector:
        assert connector.id in listed()
        assert connector.tokens("pupil")["access_token"]
        assert administrator.delete(f"{PATH}/{connector.id}").status_code == 204
    assert connector.id not in listed()


@fact("1.7/no-structure")
def test_a_local_administrator_must_name_the_school(ent, structure):
    assert is_forbidden(register(ent, description(ent)))


@fact("1.7/other-structure")
def test_a_local_administrator_has_no_hand_in_another_school(ent, structure):
    assert is_forbidden(register(ent, description(ent), structureId=ent.people.get("second_structure.id")))


@fact("1.7/not-admin")
def test_a_pupil_creates_no_connector(ent, structure):
    answer = ent.browser("pupil").post(PATH, params={"structureId": structure}, json=description(ent))
    assert is_forbidden(answer)


@fact("1.7/duplicate")
def test_a_name_is_taken_once(ent, structure):
    with registered(ent) as connector:
        again = register(ent, connector.content, structureId=structure)
    assert (again.status_code, again.json()) == (400, {"error": "appregistry.failed.app"})


@fact("1.7/unknown-key")
def test_an_unknown_key_is_refused(ent, structure):
    assert is_refused(register(ent, description(ent, inconnue="x"), structureId=structure))


@fact("1.7/optional-keys")
def test_the_other_known_keys_pass(ent, structure):
    known = {"certUri": "", "casType": "", "statCasType": "", "pattern": ""}
    with registered(ent, **known) as connector:
        assert connector.id


@fact("1.7/required")
@pytest.mark.parametrize("missing", ["name", "address"])
def test_name_and_address_are_needed(ent, structure, missing):
    content = {key: value for key, value in description(ent).items() if key != missing}
    assert is_refused(register(ent, content, structureId=structure))


@fact("1.7/conf")
def test_a_connector_can_be_read_and_changed(ent, structure):
    administrator = ent.browser("local_administrator")
    with registered(ent) as connector:
        path = f"/appregistry/application/conf/{connector.id}"
        before = administrator.get(path)
        changed = {key: value for key, value in connector.content.items() if key not in ("inherits", "appLocked")}
        after = administrator.put(path, json=changed | {"scope": "userinfo"})
        read = administrator.get(path).json()
    assert (before.status_code, before.json()["name"]) == (200, connector.content["name"])
    assert after.status_code == 200
    assert read["scope"] in ("userinfo", ["userinfo"])


@fact("1.7/authorize")
def test_a_connectors_role_can_be_given_to_profiles(ent, structure):
    with registered(ent) as connector:
        path = f"/appregistry/structure/{structure}/application/external/{connector.id}/authorize"
        assert ent.browser("local_administrator").put(f"{path}?profile=Student&profile=Teacher").status_code == 200
        assert is_forbidden(ent.browser("pupil").put(f"{path}?profile=Student"))
