"""Pitfalls of what is read and told afterwards: read marks, receipts, folders, dates, deletion."""

from datetime import datetime, timedelta, timezone

from tests.ent.emulated import LEMOINE, EmulatedEnt
from tests.ent.pitfalls.naive import Naive
from tests.ent.pitfalls.ours import Ours
from tests.ent.pitfalls.promise import promise

Client = Ours | Naive


async def pitfall_12_reading_a_message_to_check_it_marks_it_as_read(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    message = await client.write(token, [LEMOINE], "Bonjour")
    promise(await client.is_there(token, ent.token("mme.lemoine"), message), "a message that arrived is found")
    (copy,) = [copy for copy in ent.received("mme.lemoine")[0]["copies"] if copy["login"] == "mme.lemoine"]
    promise(copy["unread"], "only a referent makes a message read")


async def pitfall_13_nothing_says_that_the_group_has_read(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    assert await client.carry(token)
    promise(await client.state_told(token) != "opened", "'opened' is said when an adult has opened, and not before")


async def pitfall_22_totals_are_on_each_row_and_pages_start_at_nought(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    made = {await client.write(token, [LEMOINE], f"Bonjour {number}") for number in range(30)}
    promise(set(await client.all_ids(token, "outbox")) == made, "every trace that is to be removed is found")
    promise(await client.all_ids(token, "trash") == [], "an empty folder is empty")


async def pitfall_23_a_date_of_the_messaging_is_in_milliseconds(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    shown = await client.date_of(token, await client.write(token, [LEMOINE], "Bonjour"))
    late = abs(shown - datetime.now(timezone.utc))
    promise(late < timedelta(minutes=1), "a message is shown with the day on which it left")


async def pitfall_26_deleting_ones_copy_removes_nothing_for_others(client: Client, ent: EmulatedEnt):
    token = ent.token("lea.martin")
    assert await client.carry(token)
    told = await client.state_told_after_removal(token)
    assert ent.own("lea.martin") == []
    promise(told == "at_school" and ent.received("mme.lemoine"), "what the adults have is not said to be gone")
