"""The administrator's calls on the emulated ENT, by a session and, where a token may, by a token."""

import httpx
import pytest

from ent import Forbidden, MandatoryStep, Refused
from ent.administration import AdministrationClient
from ent.groups import AdministeredGroup, LinkCheck, PublicGroup
from ent.sessions import sign_in
from tests.ent.emulated import BENALI, DIALLO, GROUP, GROUP_NAME, LEMOINE, ROCHE, EmulatedEnt

SCHOOL, PUPILS = "col-zola", "grp-eleves-zola"


async def test_an_administrator_is_told_which_schools_are_theirs(administration: AdministrationClient):
    me = await administration.me()
    assert (me.type, me.structure_ids, me.administered, me.is_super) == ("PERSEDUCNAT", (SCHOOL,), (SCHOOL,), False)


async def test_the_platforms_team_is_told_apart(emulated: EmulatedEnt, http: httpx.AsyncClient):
    session = await sign_in(http, emulated.url, "super.admin", "demo")
    me = await AdministrationClient(emulated.url, http, session).me()
    assert (me.is_super, me.administered) == (True, ())


async def test_a_token_says_the_same_as_a_session(
    administration: AdministrationClient, emulated: EmulatedEnt, http: httpx.AsyncClient
):
    by_token = AdministrationClient(emulated.url, http, emulated.token("mme.besson"))
    assert await by_token.me() == await administration.me()
    assert await by_token.rules(PUPILS) == await administration.rules(PUPILS)


async def test_groups_are_listed_by_kind_with_their_rule_and_size(administration: AdministrationClient):
    manual = await administration.groups(SCHOOL, "ManualGroup")
    school = ((SCHOOL, "Collège Émile-Zola"),)
    assert AdministeredGroup(GROUP, GROUP_NAME, "ManualGroup", None, "OUTGOING", 4, school) in manual
    assert {group.kind for group in manual} == {"ManualGroup"}
    assert {group.id for group in await administration.groups(SCHOOL)} >= {GROUP, PUPILS}


async def test_another_schools_groups_are_forbidden(administration: AdministrationClient):
    with pytest.raises(Forbidden):
        await administration.groups("lyc-camus")


async def test_anyone_may_look_a_group_up_by_its_id(administration: AdministrationClient):
    assert await administration.group(GROUP) == PublicGroup(GROUP, GROUP_NAME, "ManualGroup", 4)
    assert await administration.group("92766-1510043922665") is not None
    assert await administration.group("inconnu") is None


async def test_every_member_is_listed_without_a_login(administration: AdministrationClient):
    members = await administration.members(GROUP)
    assert {member.id for member in members} == {LEMOINE, DIALLO, BENALI, ROCHE}
    assert {member.profile for member in members} == {"Personnel"}
    assert "mme.lemoine" not in str([vars(member) for member in members])
    assert "Lemoine" not in repr(members)


async def test_rules_say_who_may_write_to_whom(administration: AdministrationClient):
    pupils = await administration.rules(PUPILS)
    assert pupils.users == "INCOMING"
    assert GROUP in pupils.communicates_with
    assert (await administration.rules(GROUP)).users == "OUTGOING"


async def test_a_group_lives_a_whole_life(administration: AdministrationClient):
    made = await administration.create_group("Essai", SCHOOL)
    await administration.rename_group(made, "Essai, bis")
    await administration.add_members(made, [LEMOINE, DIALLO])
    await administration.add_members(made, [LEMOINE])
    await administration.remove_members(made, [DIALLO])
    assert await administration.group(made) == PublicGroup(made, "Essai, bis", "ManualGroup", 1)
    assert await administration.check_link(PUPILS, made) == LinkCheck(None)
    await administration.link(PUPILS, made)
    assert made in (await administration.rules(PUPILS)).communicates_with
    assert (await administration.rules(made)).users == "OUTGOING"
    await administration.unlink(PUPILS, made)
    assert made not in (await administration.rules(PUPILS)).communicates_with
    await administration.open_group(made)
    assert (await administration.rules(made)).users == "BOTH"
    await administration.close_group(made)
    assert (await administration.rules(made)).users == "NONE"
    await administration.delete_group(made)
    assert await administration.group(made) is None


async def test_a_link_that_would_open_the_whole_school_is_refused_by_the_check(
    administration: AdministrationClient, emulated: EmulatedEnt
):
    emulated.change_group(PUPILS, users="OUTGOING")
    with pytest.raises(Refused) as refused:
        await administration.check_link(PUPILS, GROUP)
    assert (refused.value.status, refused.value.key) == (409, "impossible to change direction")


async def test_a_link_that_makes_members_write_to_one_another_is_warned_of(
    administration: AdministrationClient, emulated: EmulatedEnt
):
    emulated.change_group(GROUP, users="INCOMING")
    assert (await administration.check_link(PUPILS, GROUP)).warning is not None


async def test_a_step_that_is_due_is_named_on_the_call_that_meets_it(
    administration: AdministrationClient, emulated: EmulatedEnt
):
    emulated.arm({"kind": "mfa", "path": "/directory"})
    with pytest.raises(MandatoryStep) as due:
        await administration.add_members(GROUP, [LEMOINE])
    assert due.value.step == "mfa"
