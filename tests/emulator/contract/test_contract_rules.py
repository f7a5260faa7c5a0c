from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import letter, send
from tests.emulator.contract.bench.school import own_group
from tests.emulator.contract.bench.sentences import say
from tests.emulator.contract.bench.variants import variant


def rule(start: str, end: str) -> str:
    return f"/communication/v2/group/{start}/communique/{end}"


def sees(ent, group: str) -> tuple[bool, int]:
    """Whether the pupil sees the group, and how many of its members one by one."""
    ids = ent.bearer("pupil").post("/conversation/visibles", json={"ids": [group]}).json()
    members = ent.bearer("pupil").get(f"/communication/visible/group/{group}")
    return bool(ids), len(members.json()) if members.status_code == 200 else 0


@pytest.fixture
def pupils(ent) -> str:
    ent.need_administration()
    return ent.people.get("groups.pupils.id")


@pytest.fixture
def unseen(ent, pupils) -> str:
    """The role of an adult whom no rule shows to the pupil yet."""
    for role in ("teacher", "local_administrator"):
        ids = [ent.id_of(role)]
        if not ent.bearer("pupil").post("/conversation/visibles", json={"ids": ids}).json():
            return role
    pytest.skip(say("no_right", what="un adulte que l'élève ne voit pas encore"))


@pytest.fixture
def administrator(ent, pupils):
    return ent.browser("local_administrator")


@fact("3.4/check", "3.4/link", "3.4/link-again")
def test_the_rule_shows_the_group_and_its_members(ent, pupils, administrator, unseen):
    with own_group(ent, unseen) as group:
        assert sees(ent, group.id) == (False, 0)
        shaped("rule_check", administrator.get(f"{rule(pupils, group.id)}/check"))
        assert sees(ent, group.id) == (False, 0)
        body = shaped("rule_change", administrator.post(rule(pupils, group.id), json={}))
        assert body[group.id] == "OUTGOING"
        assert sees(ent, group.id) == (True, 1)
        assert send(ent.bearer("pupil"), letter(group.id))["sent"] == 1
        again = administrator.post(rule(pupils, group.id), json={})
        assert (again.status_code, again.json()) == (200, {"ok": "no direction to change"})


@fact("3.4/link-only")
def test_the_link_alone_shows_the_group_and_hides_its_members(ent, pupils, administrator, unseen):
    with own_group(ent, unseen) as group:
        answer = administrator.post(f"/communication/group/{pupils}/communique/{group.id}", json={})
        assert (answer.status_code, answer.json()) == (200, {"number": 1})
        assert sees(ent, group.id) == (True, 0)


@fact("3.4/link-only-foreign")
def test_the_link_alone_stays_in_the_administrators_schools(ent, pupils, administrator):
    namesake = ent.people.get("groups.namesake.id")
    answer = administrator.post(f"/communication/group/{pupils}/communique/{namesake}", json={})
    assert is_forbidden(answer)


@fact("3.4/link-foreign")
def test_the_rule_does_not_look_at_whose_schools_the_groups_are(ent, pupils):
    namesake = ent.people.get("groups.namesake.id")
    with variant(ent) as other:
        answer = other.browser("local_administrator").post(rule(pupils, namesake), json={})
        assert answer.status_code == 200
        assert sees(other, namesake)[0]


@fact("3.4/check-conflict")
def test_the_whole_group_of_pupils_is_not_opened_to_messages(ent, administrator, closed_pupils):
    with own_group(ent, "teacher") as group:
        answer = administrator.get(f"{rule(closed_pupils, group.id)}/check")
    assert (answer.status_code, answer.json()) == (409, {"error": "impossible to change direction"})


@pytest.fixture
def closed_pupils(ent, door, pupils) -> Iterator[str]:
    """The school's whole group of pupils while it may write to nobody: opening it would need INCOMING."""
    door.call("POST", f"groups/{pupils}", {"users": "NONE"})
    yield pupils
    door.call("POST", f"groups/{pupils}", {"users": "INCOMING"})


@fact("3.4/refused")
def test_rules_are_not_for_pupils(ent, pupils):
    for method, path in (
        ("POST", rule(pupils, ent.group)),
        ("GET", f"{rule(pupils, ent.group)}/check"),
        ("POST", f"/communication/group/{pupils}/communique/{ent.group}"),
    ):
        assert is_forbidden(ent.browser("pupil").request(method, path))


@fact("3.4/unlink", "3.4/open", "3.4/read", "3.4/unprotected")
def test_rules_can_be_read_opened_and_undone(ent, pupils, administrator):
    with own_group(ent, "teacher", linked=True) as group:
        path = f"/communication/group/{group.id}"
        offered = ent.need_offer(administrator.post(f"{path}/users"), "communication/group")
        assert (offered.status_code, offered.json()) == (200, {"users": "BOTH"})
        assert administrator.delete(f"{path}/users").status_code in {200, 409}
        read = administrator.get(f"/communication/group/{pupils}").json()
        assert group.id in {each["id"] if isinstance(each, dict) else each for each in read["communiqueWith"]}
        assert ent.browser("pupil").get(f"/communication/group/{pupils}/outgoing").status_code == 200
        assert ent.browser("pupil").get(f"{path}/incoming").status_code == 200
        shaped("object", administrator.delete(f"/communication/group/{pupils}/relations/{group.id}"))
        assert sees(ent, group.id)[0] is False
