"""What the set-up and the check read and take back, on the emulated ENT."""

import pytest

from ent import AdministrationClient, Forbidden, NewApplication, NewsDraft, Refused
from tests.ent.emulated import BENALI, DIALLO, GROUP, LEMOINE, ROCHE, EmulatedEnt

SCHOOL, PUPILS = "col-zola", "grp-eleves-zola"
LINK = NewApplication("lien-essai", "Essai", "https://bot.exemple.fr/assistant?ecole=0330139P")


async def test_members_are_told_with_whether_they_ever_opened_their_account(administration: AdministrationClient):
    people = await administration.group_accounts(GROUP)
    assert {each.id: each.activated for each in people} == {LEMOINE: True, DIALLO: True, BENALI: True, ROCHE: False}
    lemoine = next(each for each in people if each.id == LEMOINE)
    assert (lemoine.login, lemoine.profile) == ("mme.lemoine", "Personnel")
    assert lemoine.name not in repr(lemoine)


async def test_the_code_of_an_account_that_was_never_opened_is_not_kept(administration: AdministrationClient):
    roche = next(each for each in await administration.group_accounts(GROUP) if each.id == ROCHE)
    assert set(vars(roche)) == {"id", "login", "name", "profile", "activated"}


async def test_the_staff_of_a_school_holds_no_pupil_and_no_parent(administration: AdministrationClient):
    staff = await administration.staff_accounts(SCHOOL)
    assert {each.profile for each in staff} == {"Personnel", "Teacher"}
    assert {LEMOINE, DIALLO} <= {each.id for each in staff}


async def test_nobody_of_another_school_is_shown(administration: AdministrationClient):
    assert await administration.staff_accounts("lyc-camus") == ()


async def test_a_profile_group_says_whose_it_is(administration: AdministrationClient):
    profiles = {group.id: group.profile for group in await administration.groups(SCHOOL)}
    assert (profiles[PUPILS], profiles[GROUP]) == ("Student", "")


async def test_a_connector_is_given_taken_back_and_deleted(administration: AdministrationClient):
    made = (await administration.create_application(SCHOOL, LINK)).id
    assert await administration.application_holders(SCHOOL, made) == frozenset()
    await administration.authorize_application(SCHOOL, made, ["Student"])
    assert await administration.application_holders(SCHOOL, made) == {PUPILS}
    await administration.withdraw_application(SCHOOL, made, ["Student"])
    assert await administration.application_holders(SCHOOL, made) == frozenset()
    await administration.delete_application(made)
    assert made not in {each.id for each in await administration.external_applications(SCHOOL)}


async def test_the_bare_link_changes_no_direction(administration: AdministrationClient):
    made = await administration.create_group("Essai", SCHOOL)
    before = (await administration.rules(PUPILS)).users
    await administration.link_only(PUPILS, made)
    after = await administration.rules(PUPILS)
    assert (made in after.communicates_with, after.users) == (True, before)
    assert (await administration.rules(made)).users == "NONE"


async def test_taking_the_last_link_away_also_takes_a_direction_away(
    administration: AdministrationClient, emulated: EmulatedEnt
):
    made = await administration.create_group("Essai", SCHOOL)
    await administration.link(PUPILS, made)
    assert (await administration.rules(made)).users == "OUTGOING"
    await administration.unlink(PUPILS, made)
    assert (await administration.rules(made)).users == "NONE"


async def test_a_thread_goes_with_its_items_and_an_item_goes_alone(administration: AdministrationClient):
    thread = await administration.create_thread("Essai", SCHOOL)
    first, second = [await administration.create_news(NewsDraft("Titre", thread, "<p>x</p>")) for _ in range(2)]
    await administration.delete_news(first)
    await administration.share_news(second, [PUPILS])
    with pytest.raises((Refused, Forbidden)):
        await administration.share_news(first, [PUPILS])
    await administration.delete_thread(thread)
    with pytest.raises((Refused, Forbidden)):
        await administration.share_news(second, [PUPILS])
