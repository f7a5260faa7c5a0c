from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY
from tests.emulator.contract.bench.school import own_group
from tests.emulator.contract.bench.sentences import sentences
from tests.emulator.contract.bench.variants import variant

LIST = "/directory/group/admin/list"
GROUP = "/directory/group"


def administered(ent, structure: str):
    query = {"structureId": structure, "type": "ManualGroup", "translate": "false"}
    return ent.browser("local_administrator").get(LIST, params=query)


def wanted(ent, **changes: Any) -> dict:
    return {"name": sentences()["own_group"], "structureId": ent.people.get("structure.id")} | changes


@fact("3.1/admin-list")
def test_the_local_administrator_lists_the_schools_groups(ent):
    listed = shaped("admin_group_rows", administered(ent, ent.people.get("structure.id")))
    row = next(each for each in listed if each["id"] == ent.group)
    assert (row["name"], row["type"]) == (ent.people.get("groups.listening.name"), "ManualGroup")
    assert {each["type"] for each in listed} == {"ManualGroup"}


@fact("3.1/admin-list-refused")
def test_others_do_not_list_groups(ent):
    assert is_forbidden(ent.browser("pupil").get(LIST, params={"structureId": ent.people.get("structure.id")}))
    assert is_forbidden(administered(ent, ent.people.get("second_structure.id")))


@fact("3.1/by-id")
def test_any_group_can_be_read_by_its_id(ent):
    for name in ("listening", "namesake"):
        group = ent.people.get(f"groups.{name}.id")
        body = shaped("directory_group", ent.browser("pupil").get(f"{GROUP}/{group}"))
        assert body["id"] == group


@fact("3.1/unknown")
def test_an_unknown_group_is_a_bad_request(ent):
    assert is_refused(ent.browser("pupil").get(f"{GROUP}/{NOBODY}"))


@fact("3.1/namesakes")
def test_two_schools_may_have_the_same_name(ent):
    ids = [ent.people.get(f"groups.{name}.id") for name in ("listening", "namesake")]
    names = [ent.browser("pupil").get(f"{GROUP}/{id_}").json()["name"] for id_ in ids]
    assert names[0] == names[1]


@fact("3.2/members")
def test_members_are_for_the_administrator(ent):
    path = f"/directory/user/group/{ent.group}"
    members = shaped("group_members", ent.browser("local_administrator").get(path))
    assert ent.id_of("referent") in {member["id"] for member in members}
    assert is_forbidden(ent.browser("pupil").get(path))


@fact("3.3/create", "3.3/members-change", "3.3/delete")
def test_a_group_is_made_filled_emptied_and_removed(ent):
    administrator = ent.browser("local_administrator")

    def members(group: str) -> set[str]:
        return {each["id"] for each in administrator.get(f"/directory/user/group/{group}").json()}

    with own_group(ent) as group:
        ids = [ent.id_of("referent"), ent.id_of("second_referent")]
        answer = administrator.put(f"{GROUP}/{group.id}/users/add", json={"userIds": ids})
        assert (answer.status_code, answer.json()) == (200, {})
        assert members(group.id) == set(ids)
        answer = administrator.put(f"{GROUP}/{group.id}/users/delete", json={"userIds": ids[:1]})
        assert (answer.status_code, answer.json()) == (200, {})
        assert members(group.id) == set(ids[1:])
        assert administrator.delete(f"{GROUP}/{group.id}").status_code == 204
        assert is_refused(administrator.get(f"{GROUP}/{group.id}"))


@fact("3.3/rename", "3.3/same-name")
def test_a_group_can_take_another_groups_name(ent):
    name = ent.people.get("groups.listening.name")
    with own_group(ent) as group:
        path = f"{GROUP}/{group.id}"
        assert ent.browser("local_administrator").put(path, json={"name": name}).status_code == 200
        assert ent.browser("pupil").get(path).json()["name"] == name
        listed = administered(ent, ent.people.get("structure.id")).json()
        assert {ent.group, group.id} <= {row["id"] for row in listed if row["name"] == name}


@fact("3.3/mfa")
def test_an_administrators_call_may_ask_for_the_second_factor(ent):
    with variant(ent, "--admin-mfa") as other:
        answer = other.browser("local_administrator").post(GROUP, json=wanted(other))
    assert answer.status_code == 302
    assert "/auth/validate-mfa?force=true&redirect=" in answer.headers["location"]


@fact("3.3/one-member")
def test_one_member_can_be_added_and_taken_out(ent):
    administrator = ent.browser("local_administrator")
    with own_group(ent) as group:
        path = f"/directory/user/group/{ent.id_of('referent')}/{group.id}"
        assert ent.need_offer(administrator.post(path), "user/group").status_code == 200
        assert administrator.get(f"{GROUP}/{group.id}").json()["nbUsers"] == 1
        assert administrator.delete(path).status_code == 200
        assert administrator.get(f"{GROUP}/{group.id}").json()["nbUsers"] == 0


@fact("3.3/create-unknown-key")
def test_an_unknown_key_makes_no_group(ent):
    ent.need_administration()
    assert is_refused(ent.browser("local_administrator").post(GROUP, json=wanted(ent, inconnue="x")))


@fact("3.3/create-refused")
@pytest.mark.parametrize(("role", "structure"), [("pupil", "structure"), ("local_administrator", "second_structure")])
def test_others_make_no_group(ent, role, structure):
    ent.need_administration()
    content = wanted(ent, structureId=ent.people.get(f"{structure}.id"))
    assert is_forbidden(ent.browser(role).post(GROUP, json=content))
