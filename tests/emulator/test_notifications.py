from __future__ import annotations

import pytest

from tests.emulator.running_ent import SUBJECT, message


@pytest.fixture
def lea(ent):
    return ent.bearer("lea.martin")


def test_the_mail_leaks_the_sender_and_the_subject_but_not_the_body(ent, lea):
    lea.post("/conversation/send", json=message(body="<p>mot tres secret</p>"))
    mails = ent.captured("mails")
    assert {mail["to"].partition("@")[0] for mail in mails} == {"ibrahim.diallo", "samira.benali", "sophie.lemoine"}
    assert len(mails) == 3
    assert mails[0]["subject"] == "Nouvelle notification : Réception d'un message"
    assert mails[0]["text"] == f"Léa Martin vous a envoyé un message : {SUBJECT}"
    assert "secret" not in str(mails)


def test_a_short_subject_lets_the_first_words_of_the_body_leak_by_push(ent, lea):
    lea.post(
        "/conversation/send",
        json=message(subject="Message", body="<p>Il m'attend à la sortie et j'ai peur d'y aller</p>"),
    )
    push = ent.captured("pushes")[0]
    assert push["title"] == "Léa Martin"
    assert push["text"] == "Message\nIl m'attend à la sortie et j'ai peur d'y a..."


def test_a_subject_of_fifty_characters_keeps_the_body_out_of_the_push(ent, lea):
    assert len(SUBJECT) >= 50
    lea.post("/conversation/send", json=message(body="<p>mot tres secret</p>"))
    assert [push["text"] for push in ent.captured("pushes")] == [SUBJECT[:50] + "..."] * 2


def test_a_second_message_within_three_seconds_is_delivered_in_silence(ent, lea):
    lea.post("/conversation/send", json=message())
    second = lea.post("/conversation/send", json=message(subject="Une pièce suit"))
    assert second.json()["sent"] == 4
    assert len(ent.captured("mails")) == 3
    ent.advance(3)
    lea.post("/conversation/send", json=message())
    assert len(ent.captured("mails")) == 6


def test_the_feed_shows_the_message_to_its_readers_not_to_its_author(ent, lea):
    sent = lea.post("/conversation/send", json=message()).json()["id"]
    feed = ent.signed_in("mme.lemoine").get("/timeline/lastNotifications?page=0&type=MESSAGERIE").json()
    [line] = feed["results"]
    assert (feed["status"], feed["number"], line["event-type"], line["resource"]) == ("ok", 1, "SEND-MESSAGE", sent)
    assert line["params"]["messageUri"] == f"/conversation/conversation#/read-mail/{sent}"
    assert line["date"]["$date"].endswith("Z")
    assert len(line["recipients"]) == 1
    assert ent.signed_in("lea.martin").get("/timeline/lastNotifications").json()["results"] == []


def test_who_prefers_a_digest_gets_no_mail_at_once(ent, lea):
    ent.change_user("mme.lemoine", notification="DAILY")
    ent.change_user("m.diallo", email=None)
    ent.change_user("mme.benali", notification="WEEKLY")
    lea.post("/conversation/send", json=message())
    assert ent.captured("mails") == []


def test_an_empty_subject_is_said_to_be_empty(ent, lea):
    lea.post("/conversation/send", json=message(subject=""))
    assert ent.captured("mails")[0]["text"].endswith("(Aucun objet)")


def test_publishing_needs_known_keys_and_the_right(ent):
    notice = {"message": "x", "type": "VPE_BOT", "recipients": []}
    admin = ent.signed_in("super.admin")
    assert admin.post("/timeline/publish", json=notice).status_code == 201
    assert admin.post("/timeline/publish", json=notice | {"extra": 1}).status_code == 400
    assert ent.signed_in("lea.martin").post("/timeline/publish", json=notice).status_code == 401
