from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import delivered, letter
from tests.emulator.contract.bench.sentences import say, sentences

FEED = "/timeline/lastNotifications"
PUBLISH = "/timeline/publish"
SCOPE = "org.entcore.timeline.controllers.TimelineController|publish"


def feed(ent, role: str, **query: Any) -> list[dict]:
    return shaped("notifications", ent.browser(role).get(FEED, params={"page": 0} | query))["results"]


def notice(ent, **changes: Any) -> dict:
    content = {
        "message": sentences()["subject"],
        "type": "VPE_BOT",
        "recipients": [{"userId": ent.id_of("referent"), "unread": 1}],
        "params": {},
    }
    return content | changes


@pytest.fixture
def bell(ent):
    """The client of an application that may only publish."""
    body = ent.exchange("notifier", grant_type="client_credentials", scope=SCOPE).json()
    return ent.anyone(jar=False, headers={"Authorization": f"Bearer {body['access_token']}"})


@fact("4.3/shape")
@pytest.mark.parametrize("role", ["pupil", "referent"])
def test_the_feed_has_its_shape(ent, role):
    assert len(feed(ent, role)) <= 25


@fact("4.1/feed", "4.1/not-author")
def test_a_message_is_announced_to_its_readers_with_sender_and_subject(ent):
    ent.quiet()
    id_ = delivered(ent)
    [row] = [row for row in feed(ent, "referent", type="MESSAGERIE") if row["resource"] == id_]
    assert (row["event-type"], row["sender"]) == ("SEND-MESSAGE", ent.id_of("pupil"))
    assert row["params"]["subject"] == letter()["subject"]
    assert row["params"]["messageUri"].endswith(f"/conversation/conversation#/read-mail/{id_}")
    assert row["params"]["resourceUri"] == row["params"]["messageUri"]
    assert row["params"]["uri"].startswith(f"/userbook/annuaire#{ent.id_of('pupil')}#")
    others = [row for row in feed(ent, "pupil", type="MESSAGERIE") if row["resource"] == id_]
    assert all(ent.id_of("pupil") not in {each["userId"] for each in row["recipients"]} for row in others)


@fact("4.3/scope")
def test_the_feed_needs_its_word(ent):
    client = ent.bearer("pupil", "userinfo conversation")
    answer = client.get(FEED)
    assert answer.status_code == 302
    assert "/auth/login" in answer.headers["location"]


@fact("4.3/types")
def test_types_are_listed(ent):
    answer = ent.need_offer(ent.browser("pupil").get("/timeline/types"), "timeline/types")
    assert (answer.status_code, isinstance(answer.json(), list)) == (200, True)


@fact("4.3/flash")
def test_flash_messages_are_listed(ent):
    answer = ent.need_offer(ent.browser("pupil").get("/timeline/flashmsg/listuser"), "flashmsg")
    assert (answer.status_code, isinstance(answer.json(), list)) == (200, True)


@fact("4.4/publish", "0.3/system-client")
def test_a_notice_of_ours_is_in_the_feed_and_nowhere_else(ent, bell):
    captured = [len(ent.door.call("GET", what)) for what in ("mails", "pushes")] if ent.door else []
    before = len([row for row in feed(ent, "referent") if row["type"] == "VPE_BOT"])
    assert bell.post(PUBLISH, json=notice(ent)).status_code == 201
    rows = [row for row in feed(ent, "referent") if row["type"] == "VPE_BOT"]
    assert len(rows) == before + 1
    assert sentences()["subject"] in rows[0]["message"]
    assert captured == ([len(ent.door.call("GET", what)) for what in ("mails", "pushes")] if ent.door else [])


@fact("0.3/basic")
def test_an_application_may_publish_by_its_own_name(ent):
    client = ent.people.get("notifier")
    answer = ent.anyone(jar=False).post(PUBLISH, json=notice(ent), auth=(client["id"], client["secret"]))
    assert answer.status_code == 201
    assert is_forbidden(ent.anyone(jar=False).get(FEED, auth=(client["id"], client["secret"])))


@fact("0.3/system-client-elsewhere")
def test_the_publishing_client_reads_nothing(ent, bell):
    assert bell.get(FEED).status_code == 401


@fact("4.4/publish-keys")
@pytest.mark.parametrize("change", [{"inconnue": "x"}, {"message": None}, {"recipients": None}, {"type": None}])
def test_a_notice_has_known_keys_and_three_needed_ones(ent, bell, change):
    content = {key: value for key, value in notice(ent, **change).items() if value is not None}
    assert is_refused(bell.post(PUBLISH, json=content))


@fact("4.4/publish-refused")
def test_a_pupil_publishes_nothing(ent):
    assert is_forbidden(ent.browser("pupil").post(PUBLISH, json=notice(ent)))


@fact("4.4/external")
def test_the_other_notice_needs_recipients_and_body(ent):
    ent.need_administration()
    answer = ent.browser("local_administrator").post("/timeline/external/notification/external", json={})
    if is_forbidden(answer):
        pytest.skip(say("no_right", what="external/notification"))
    assert is_refused(ent.need_offer(answer, "external/notification"), "Invalid recipients or body")
