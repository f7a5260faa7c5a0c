"""Pitfalls of who is there: sessions, tokens, accounts."""

from tests.ent.emulated import GROUP, LEA, LEMOINE, EmulatedEnt
from tests.ent.pitfalls.naive import Naive
from tests.ent.pitfalls.ours import Ours
from tests.ent.pitfalls.promise import promise

Client = Ours | Naive


async def pitfall_01_a_login_page_that_says_200_is_not_a_success(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    message = await client.write(token, [LEMOINE], "Bonjour")
    ent.revoke("lea.martin")
    told = await client.remove_copy(token, message)
    promise(not (told and ent.own("lea.martin")), "a pupil is not told that a trace is gone when it is still there")


async def pitfall_02_a_401_means_not_allowed_and_not_sign_in_again(client: Client, ent: EmulatedEnt):
    hidden = "c3d5c0de-0000-4000-8000-000000000005"
    advice = await client.send_to(ent.token("lea.martin"), [hidden])
    promise(advice == "not_allowed", "nobody is sent to sign in for what signing in will not change")


async def pitfall_03_a_failed_login_is_a_200_and_a_good_one_a_302(client: Client, ent: EmulatedEnt):
    promise(not await client.sign_in("mme.besson", "faux"), "a wrong password opens nothing")
    promise(await client.sign_in("mme.besson", "demo"), "the right password opens")


async def pitfall_04_an_expired_session_refuses_a_write_with_403_and_not_302(client: Client, ent: EmulatedEnt):
    await client.sign_in("mme.besson", "demo")
    ent.revoke("mme.besson")
    advice = await client.rename_group(GROUP, "Autre nom")
    promise(advice == "sign_in", "an administrator whose session is over is told to sign in, not that they may not")


async def pitfall_05_a_cookie_kept_beside_a_token_wins_over_it(client: Client, ent: EmulatedEnt):
    await client.sign_in("mme.besson", "demo")
    mine = await client.who_am_i(ent.token("lea.martin"))
    promise(mine == LEA, "a pupil's token speaks for that pupil, whoever came before through the same process")


async def pitfall_16_a_pupil_is_an_eleve_and_not_a_student(client: Client, ent: EmulatedEnt):
    promise(await client.is_pupil(ent.token("lea.martin")), "a pupil may hand a message over")
    promise(not await client.is_pupil(ent.token("invite.theatre")), "a guest, who has no type, is not a pupil")


async def pitfall_17_the_sub_is_not_the_id_that_messages_are_addressed_with(client: Client, ent: EmulatedEnt):
    promise(await client.my_id(ent.token("lea.martin")) == LEA, "an account is known by the id of the messaging")


async def pitfall_19_a_state_with_reserved_letters_does_not_come_back(client: Client, ent: EmulatedEnt):
    state = client.new_state()
    promise(ent.authorisation("lea.martin", state).get("state") == state, "a sign-in comes back to the one who asked")


async def pitfall_20_there_is_no_consent_page_and_no_pkce(client: Client, ent: EmulatedEnt):
    code = ent.authorisation("lea.martin", "abc")["code"]
    promise(await client.exchange(code), "a pupil who is signed in to the ENT comes back with a token at once")


async def pitfall_21_a_token_lives_an_hour_whatever_becomes_of_the_account(client: Client, ent: EmulatedEnt):
    await client.exchange_and_keep(ent.authorisation_code("lea.martin"))
    ent.advance(3700)
    promise(not await client.can_still_act(3700), "an hour after the sign-in, nothing can act in the pupil's name")


async def pitfall_24_a_step_that_is_due_redirects_a_call(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    ent.arm({"kind": "mfa", "path": "/conversation"})
    advice = await client.send_to(token, [LEMOINE])
    promise(advice == "mfa", "a pupil is told which step the ENT waits for, and not that the message left")


async def pitfall_29_userinfo_gives_its_oldest_version_to_whoever_asks_for_json(client: Client, ent: EmulatedEnt):
    schools = await client.school_ids(ent.token("lea.martin"))
    promise(schools == {"col-zola"}, "the school of a pupil is known by its id")
