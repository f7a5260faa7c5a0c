from datetime import datetime, timedelta, timezone

import pytest

from ent import EntClient, Forbidden, GroupMembership, Letter, Member, NotSignedIn, Refused, StateMismatch, VisibleGroup
from tests.ent.emulated import BACK, BENALI, CLIENT, DIALLO, GROUP, GROUP_NAME, LEA, LEMOINE, ROCHE, EmulatedEnt

SUBJECT = "Un sujet neutre et assez long pour que rien ne dépasse du corps"
EMPTY = Letter(to=(), subject=SUBJECT, body="")
LETTER = Letter(to=(LEMOINE, DIALLO), subject=SUBJECT, body="<p>é « à » … ’ œ 🌟</p><pre><code>a: b\n\nc</code></pre>")


@pytest.fixture
def token(emulated: EmulatedEnt) -> str:
    return emulated.token("lea.martin")


async def test_a_code_gives_a_token_and_nothing_else_is_kept(client: EntClient, emulated: EmulatedEnt):
    granted = await client.exchange_code(emulated.authorisation_code("lea.martin"), BACK, *CLIENT)
    assert (await client.userinfo(granted.access_token)).id == LEA
    assert granted.expires_in == 3600
    assert vars(granted) == {"access_token": granted.access_token, "expires_in": 3600, "id_token": None}
    assert granted.access_token not in repr(granted)


async def test_an_ent_that_knows_no_pkce_takes_no_offence_at_a_verifier(client: EntClient, emulated: EmulatedEnt):
    code = emulated.authorisation_code("lea.martin")
    granted = await client.exchange_code(code, BACK, *CLIENT, code_verifier="v" * 43)
    assert (await client.userinfo(granted.access_token)).id == LEA


async def test_a_dead_code_and_a_wrong_secret_are_refused_by_name(client: EntClient, emulated: EmulatedEnt):
    with pytest.raises(Refused) as dead:
        await client.exchange_code("jamais-donne", BACK, *CLIENT)
    assert (dead.value.status, dead.value.key) == (401, "invalid_grant")
    with pytest.raises(Refused) as wrong:
        await client.exchange_code(emulated.authorisation_code("lea.martin"), BACK, CLIENT[0], "faux")
    assert (wrong.value.status, wrong.value.key) == (401, "invalid_client")


async def test_of_a_pupil_only_id_type_level_and_structures_are_known(client: EntClient, token: str):
    pupil = await client.userinfo(token)
    assert vars(pupil) == {"id": LEA, "type": "ELEVE", "structure_ids": ("col-zola",), "level": "3EME"}


async def test_a_pupil_of_two_schools_has_both(client: EntClient, emulated: EmulatedEnt):
    pupil = await client.userinfo(emulated.token("sami.haddad"))
    assert set(pupil.structure_ids) == {"col-zola", "lyc-camus"}


async def test_a_guest_has_no_type(client: EntClient, emulated: EmulatedEnt):
    assert (await client.userinfo(emulated.token("invite.theatre"))).type == ""


async def test_of_a_referent_the_desk_knows_name_and_manual_groups(client: EntClient, emulated: EmulatedEnt):
    referent = await client.staff_userinfo(emulated.token("mme.lemoine"))
    assert (referent.id, referent.type, referent.display_name) == (LEMOINE, "PERSEDUCNAT", "Sophie Lemoine")
    assert referent.groups == (GroupMembership(GROUP, GROUP_NAME, "col-zola"),)
    assert "Lemoine" not in repr(referent)


async def test_of_an_administrator_the_schools_of_the_function_are_known_and_of_others_none(
    client: EntClient, emulated: EmulatedEnt
):
    administered = {
        login: (await client.staff_userinfo(emulated.token(login))).administered
        for login in ("mme.besson", "mme.lemoine", "super.admin")
    }
    assert administered == {"mme.besson": ("col-zola",), "mme.lemoine": (), "super.admin": ()}


async def test_the_pinned_group_is_visible_and_a_namesake_elsewhere_is_not(client: EntClient, token: str):
    namesake = "92766-1510043922665"
    assert await client.visibles(token, [GROUP, namesake, "inconnu"]) == {GROUP}
    assert await client.visible_group(token, GROUP, GROUP_NAME) == VisibleGroup(GROUP, GROUP_NAME, "ManualGroup", 4)
    assert await client.visible_group(token, namesake, GROUP_NAME) is None


async def test_members_come_with_their_id_and_name_and_no_login(client: EntClient, token: str):
    members = await client.visible_members(token, GROUP)
    assert {member.id for member in members} == {LEMOINE, DIALLO, BENALI, ROCHE}
    assert Member(LEMOINE, "Sophie Lemoine") in members
    assert not any("mme.lemoine" in str(vars(member)) for member in members)


async def test_a_draft_is_sent_once_and_the_second_time_is_told_apart(
    client: EntClient, token: str, emulated: EmulatedEnt
):
    draft = await client.create_draft(token, EMPTY)
    sent = await client.send(token, draft, LETTER)
    assert (sent.id, sent.sent) == (draft, 2)
    with pytest.raises(StateMismatch):
        await client.send(token, draft, LETTER)
    assert len(emulated.received("mme.lemoine")) == 1


async def test_letters_arrive_letter_for_letter(client: EntClient, token: str):
    draft = await client.create_draft(token, EMPTY)
    sent = await client.send(token, draft, LETTER)
    assert "é « à » … ’ œ 🌟" in sent.body
    assert "a: b\n\nc" in sent.body


async def test_a_draft_can_be_replaced_before_it_leaves(client: EntClient, token: str):
    draft = await client.create_draft(token, EMPTY)
    await client.update_draft(token, draft, LETTER)
    copy = await client.own_message(token, draft)
    assert (copy.state, copy.subject, set(copy.to)) == ("DRAFT", SUBJECT, {LEMOINE, DIALLO})


async def test_the_sender_reads_their_own_copy_and_nobody_elses(client: EntClient, token: str, emulated: EmulatedEnt):
    draft = await client.create_draft(token, EMPTY)
    await client.send(token, draft, LETTER)
    copy = await client.own_message(token, draft)
    assert (copy.id, copy.state, set(copy.to)) == (draft, "SENT", {LEMOINE, DIALLO})
    with pytest.raises(Forbidden):
        await client.own_message(emulated.token("noe.petit"), draft)


async def test_a_folder_lists_what_is_in_it(client: EntClient, token: str):
    draft = await client.create_draft(token, EMPTY)
    (row,) = await client.folder(token, "draft")
    assert (row.id, row.subject, row.state) == (draft, SUBJECT, "DRAFT")
    assert abs(row.date - datetime.now(timezone.utc)) < timedelta(minutes=1)
    assert await client.folder(token, "outbox") == ()
    assert await client.folder(token, "draft", page=1) == ()


async def test_what_is_trashed_then_deleted_is_gone_for_the_sender_only(
    client: EntClient, token: str, emulated: EmulatedEnt
):
    draft = await client.create_draft(token, EMPTY)
    await client.send(token, draft, LETTER)
    await client.delete(token, [draft])
    assert [row.id for row in await client.folder(token, "outbox")] == [draft]
    await client.trash(token, [draft])
    await client.delete(token, [draft])
    assert emulated.own("lea.martin") == []
    assert len(emulated.received("mme.lemoine")) == 1
    with pytest.raises(Forbidden):
        await client.trash(token, [draft])


async def test_someone_who_cannot_be_seen_makes_the_whole_send_forbidden(
    client: EntClient, token: str, emulated: EmulatedEnt
):
    draft = await client.create_draft(token, EMPTY)
    hidden = "c3d5c0de-0000-4000-8000-000000000005"
    with pytest.raises(Forbidden):
        await client.send(token, draft, Letter((LEMOINE, hidden), SUBJECT, "<p>bonjour</p>"))
    assert emulated.received("mme.lemoine") == []


async def test_a_subject_that_is_too_long_is_refused_without_repeating_it(client: EntClient, token: str):
    with pytest.raises(Refused) as refused:
        await client.create_draft(token, Letter((), "marqueur " * 200, ""))
    assert "marqueur" not in str(refused.value) + refused.value.key + repr(refused.value)


async def test_a_revoked_token_is_not_signed_in(client: EntClient, token: str, emulated: EmulatedEnt):
    emulated.revoke("lea.martin")
    with pytest.raises(NotSignedIn):
        await client.userinfo(token)


async def test_two_people_through_one_client_are_never_mixed_up(client: EntClient, token: str, emulated: EmulatedEnt):
    other = emulated.token("noe.petit")
    await client._http.post(
        emulated.url + "/auth/login", data={"email": "noe.petit", "password": "demo", "callBack": "/"}
    )
    assert (await client.userinfo(token)).id == LEA
    draft = await client.create_draft(token, EMPTY)
    assert [row.id for row in await client.folder(token, "draft")] == [draft]
    assert await client.folder(other, "draft") == ()
    assert len(client._http.cookies) == 0
