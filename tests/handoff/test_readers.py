import pytest

from ent import EntClient, EntUnreachable, NotSignedIn
from handoff.errors import GroupNotAlive, GroupNotVisible, GroupUnknown, ListIncomplete, ReadersError
from handoff.readers import readers
from settings import School
from tests.ent.emulated import BENALI, DIALLO, GROUP, GROUP_NAME, LEMOINE, ROCHE, EmulatedEnt
from tests.handoff.scene import Carrier

ZOLA = School("col-zola", "0330139P", "Collège Émile-Zola", GROUP, GROUP_NAME, "A")
LIVE = {LEMOINE: "age1pqlemoine", DIALLO: "age1pqdiallo"}


@pytest.fixture
def client(carrier: Carrier) -> EntClient:
    return carrier.ent


@pytest.fixture
def token(ent: EmulatedEnt) -> str:
    return ent.token("lea.martin")


def school(**changes: str) -> School:
    return School(**{**vars(ZOLA), **changes})


async def test_every_member_is_shown_with_whether_they_can_read(client: EntClient, token: str):
    found = await readers(client, token, ZOLA, LIVE, {DIALLO: "infirmier"})
    assert (found.school_id, found.school_name) == ("col-zola", "Collège Émile-Zola")
    assert (found.group_name, found.group_count) == (GROUP_NAME, 4)
    rows = [(r.id, r.name, r.function, r.can_read, r.recipient) for r in found.readers]
    assert rows == [
        (DIALLO, "Ibrahim Diallo", "infirmier", True, "age1pqdiallo"),
        (LEMOINE, "Sophie Lemoine", None, True, "age1pqlemoine"),
        (ROCHE, "Paul Roche", None, False, None),
        (BENALI, "Samira Benali", None, False, None),
    ]


async def test_a_key_of_someone_who_has_left_the_group_is_offered_to_nobody(client: EntClient, token: str):
    found = await readers(client, token, ZOLA, {**LIVE, "parti": "age1pqparti"})
    assert "parti" not in {reader.id for reader in found.readers}


@pytest.mark.parametrize("live", [{}, {LEMOINE: "x"}, {LEMOINE: "x", "parti": "y"}])
async def test_with_fewer_than_two_living_keys_the_group_cannot_answer(
    client: EntClient, token: str, live: dict[str, str]
):
    with pytest.raises(GroupNotAlive):
        await readers(client, token, ZOLA, live)


async def test_a_group_that_the_pupil_may_not_write_to_is_not_shown(client: EntClient, ent: EmulatedEnt, token: str):
    for case in (school(group_id="92766-1510043922665"), school(group_id="inconnu")):
        with pytest.raises(GroupNotVisible):
            await readers(client, token, case, LIVE)
    ent.change_group("grp-eleves-zola", links=[])
    with pytest.raises(GroupNotVisible):
        await readers(client, token, ZOLA, LIVE)


async def test_a_group_that_no_longer_bears_its_name_is_not_trusted(client: EntClient, ent: EmulatedEnt, token: str):
    ent.change_group(GROUP, name="Club théâtre")
    with pytest.raises(GroupUnknown):
        await readers(client, token, ZOLA, LIVE)


async def test_a_group_of_another_kind_under_the_pinned_id_is_not_trusted(client: EntClient, token: str):
    teachers = school(group_id="grp-enseignants-zola", group_name="Enseignants du groupe Collège Émile-Zola")
    with pytest.raises(GroupUnknown):
        await readers(client, token, teachers, LIVE)


async def test_case_accents_and_spaces_of_the_name_do_not_matter(client: EntClient, token: str):
    assert (await readers(client, token, school(group_name="violences, parlons en"), LIVE)).group_name == GROUP_NAME


async def test_a_member_hidden_from_the_pupil_makes_the_list_incomplete(
    client: EntClient, ent: EmulatedEnt, token: str
):
    ent.change_group(GROUP, users="NONE")
    with pytest.raises(ListIncomplete):
        await readers(client, token, ZOLA, LIVE)


async def test_an_ent_that_is_down_or_a_dead_token_are_told_apart(client: EntClient, ent: EmulatedEnt, token: str):
    ent.arm({"kind": "unavailable", "path": "/communication", "times": 1})
    with pytest.raises(EntUnreachable):
        await readers(client, token, ZOLA, LIVE)
    ent.revoke("lea.martin")
    with pytest.raises(NotSignedIn):
        await readers(client, token, ZOLA, LIVE)


def test_each_refusal_has_the_code_of_the_contract():
    codes = {error.code for error in ReadersError.__subclasses__()}
    assert codes == {"group_unknown", "group_not_visible", "list_incomplete", "group_not_alive"}
