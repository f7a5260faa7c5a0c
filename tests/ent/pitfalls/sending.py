"""Pitfalls of the sending itself: nothing lost, nothing doubled, nothing betrayed."""

import html
import re

from tests.ent.emulated import LEMOINE, EmulatedEnt
from tests.ent.pitfalls.naive import Naive
from tests.ent.pitfalls.ours import Ours
from tests.ent.pitfalls.promise import promise

Client = Ours | Naive
SEND = "/conversation/send"


async def pitfall_06_recipients_of_the_draft_receive_nothing(client: Client, ent: EmulatedEnt):
    told = await client.carry_as_prepared(ent.token("lea.martin"))
    promise(told and ent.received("mme.lemoine"), "what is said to have arrived is in a referent's mailbox")


async def pitfall_07_a_200_that_reached_nobody_is_not_a_delivery(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    ent.arm({"kind": "graph", "path": SEND})
    promise(not await client.carry(token), "a message that reached nobody is not said to have arrived")


async def pitfall_08_escapes_and_quotes_corrupt_what_the_cleaner_touches(client: Client, ent: EmulatedEnt):
    words = 'Il a dit une expression (raciste), « très » fort, "devant" tous, à côté de l\'école.'
    await client.write(ent.token("lea.martin"), [LEMOINE], words)
    promise(_words_received(ent) == words, "a pupil's words arrive letter for letter")


async def pitfall_09_the_stored_body_may_not_be_the_sent_one(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    ent.arm({"kind": "damaged_body", "path": SEND})
    promise(not await client.carry(token), "a message that the ENT damaged is not said to have arrived")


async def pitfall_10_a_key_of_ones_own_in_the_message_is_refused(client: Client, ent: EmulatedEnt):
    await client.carry_numbered(ent.token("lea.martin"))
    promise(ent.received("mme.lemoine"), "a message with a number to follow it by arrives")


async def pitfall_11_the_subject_goes_out_by_mail_and_push(client: Client, ent: EmulatedEnt):
    words = "Mon beau-père hurle, je n'ose plus rentrer"
    await client.confide(ent.token("lea.martin"), words)
    announced = str(ent.announced())
    assert announced != "[]"
    leaked = [word for word in re.findall(r"\w{4,}", words) if word in announced]
    promise(not leaked, "no word of a pupil leaves the ENT in a notification")


async def pitfall_14_a_second_message_within_three_seconds_rings_for_nobody(client: Client, ent: EmulatedEnt):
    async def wait(seconds: float) -> None:
        ent.advance(seconds)

    await client.carry_two(ent.token("lea.martin"), wait)
    assert len(ent.received("mme.lemoine")) == 2
    rung = [each for each in ent.announced() if each["to"] == "mme.lemoine"]
    promise(len(rung) == 2, "each message handed over rings at the referents'")


async def pitfall_27_a_draft_sent_twice_on_time_out_is_one_message(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    ent.arm({"kind": "done_then_drop", "path": SEND, "times": 1})
    told = await client.carry_patiently(token)
    promise(
        told and len(ent.received("mme.lemoine")) == 1,
        "an answer that was lost makes neither a second message nor none",
    )


async def pitfall_28_with_a_file_those_who_never_activated_are_dropped(client: Client, ent: EmulatedEnt):
    await client.carry_to_the_whole_group(ent.token("lea.martin"))
    assert ent.received("mme.lemoine")
    promise(ent.received("m.roche"), "a referent who opens their account tomorrow finds the message")


async def pitfall_30_no_reply_forbids_the_adults_to_answer(client: Client, ent: EmulatedEnt):
    await client.carry_answerable(ent.token("lea.martin"))
    (received,) = ent.received("mme.lemoine")
    status = ent.reply("mme.lemoine", received["id"])
    promise(status == 201, "an adult who received the message may answer it")


async def pitfall_32_an_error_may_come_with_200(client: Client, ent: EmulatedEnt):
    client.road.instead["/timeline/publish"] = {"status": "error", "message": "timeline.error"}
    promise(not await client.ring_bell(LEMOINE), "a bell that did not ring is not counted as rung")


def _words_received(ent: EmulatedEnt) -> str:
    bodies = [message["body"] for message in ent.received("mme.lemoine")]
    return html.unescape(re.sub(r"<[^>]*>", "", "".join(bodies))).replace("\u2060", "")
