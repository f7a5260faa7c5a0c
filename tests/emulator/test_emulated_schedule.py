from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.emulator.running_ent import GROUP, message


@pytest.fixture
def lea(ent):
    return ent.bearer("lea.martin")


def in_an_hour() -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=1)).isoformat()


def received(ent, login: str) -> int:
    count: int = ent.signed_in(login).get("/conversation/count/inbox").json()["count"]
    return count


def test_a_scheduled_message_is_counted_as_sent_and_reaches_nobody_yet(ent, lea):
    sent = lea.post("/conversation/send", json=message(scheduleAt=in_an_hour())).json()
    assert sent["sent"] == 4
    assert lea.get(f"/conversation/api/messages/{sent['id']}").json()["state"] == "SCHEDULE"
    assert received(ent, "mme.lemoine") == 0
    assert ent.captured("mails") == []


def test_it_leaves_when_its_hour_has_come_to_whoever_is_in_the_group_by_then(ent, lea):
    id_ = lea.post("/conversation/send", json=message(scheduleAt=in_an_hour())).json()["id"]
    ent.change_group(GROUP, members=["mme.lemoine", "mme.garnier"])
    ent.advance(3590)
    assert received(ent, "mme.garnier") == 0
    ent.advance(20)
    assert (received(ent, "mme.garnier"), received(ent, "m.diallo")) == (1, 0)
    assert [row["state"] for row in ent.captured("messages") if row["id"] == id_] == ["SENT"]
    assert len(ent.captured("mails")) == 1


def test_it_leaves_once_only(ent, lea):
    id_ = lea.post("/conversation/send", json=message(scheduleAt=in_an_hour())).json()["id"]
    again = lea.post("/conversation/send", params={"id": id_}, json=message())
    assert "state mismatch" in again.json()["error"]
    ent.advance(7200)
    assert received(ent, "mme.lemoine") == received(ent, "mme.lemoine") == 1


def test_a_date_that_is_not_one_is_a_400_and_keeps_nothing(ent, lea):
    assert lea.post("/conversation/send", json=message(scheduleAt="demain")).status_code == 400
    assert ent.captured("messages") == []


def test_threads_are_listed_ten_at_a_time_by_their_last_message(ent, lea):
    for number in range(11):
        lea.post("/conversation/send", json=message(subject=f"n° {number}"))
        ent.advance(1)
    lemoine = ent.signed_in("mme.lemoine")
    first = lemoine.get("/conversation/threads/list?page=0").json()
    second = lemoine.get("/conversation/threads/list?page=1").json()
    assert [row["subject"] for row in first][:2] == ["n° 10", "n° 9"]
    assert (len(first), len(second), first[0]["unread"]) == (10, 1, 1)
    invited = ent.signed_in("invite.theatre")
    assert invited.get("/conversation/threads/list").status_code == 401


def test_a_thread_shows_bodies_in_the_legacy_shape_without_marking_them_read(ent, lea):
    first = lea.post("/conversation/send", json=message()).json()
    lemoine = ent.signed_in("mme.lemoine")
    answer = message(to=["a1d5c0de-0000-4000-8000-000000000001"], subject="Re")
    lemoine.post("/conversation/send", params={"In-Reply-To": first["id"]}, json=answer)
    rows = lemoine.get(f"/conversation/thread/messages/{first['thread_id']}").json()
    assert [row["subject"] for row in rows] == ["Re", first["subject"]]
    assert rows[1]["body"] == "<p>Bonjour</p>"
    assert rows[1]["from"] == "a1d5c0de-0000-4000-8000-000000000001"
    assert lemoine.get("/conversation/count/inbox?unread=true").json() == {"count": 1}
