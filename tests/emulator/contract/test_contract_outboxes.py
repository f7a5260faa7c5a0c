"""What leaves the ENT about a message (contract 4.1, 4.2): only the emulator's test door shows it."""

from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import leads_to_login
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import delivered, letter, rows, send

LONG = "Nouveau message transmis par l'espace d'écoute du collège"


@pytest.fixture
def outboxes(ent, door):
    """Empty outboxes, and an ENT that has heard nobody for four seconds."""
    ent.quiet()
    for what in ("mails", "pushes"):
        door.call("DELETE", what)

    def captured(what: str) -> list[dict]:
        return door.call("GET", what)

    return captured


def name_of(ent, role: str) -> str:
    return ent.browser(role).get("/auth/oauth2/userinfo").json()["username"]


@fact("4.1/mail", "11/captured")
def test_a_mail_tells_sender_and_subject_and_not_the_body(ent, outboxes):
    delivered(ent, subject="Un objet", body="<p>motsecret</p>")
    mails = outboxes("mails")
    assert mails
    for mail in mails:
        assert mail["subject"] == "Nouvelle notification : Réception d'un message"
        assert f"{name_of(ent, 'pupil')} vous a envoyé un message : Un objet" in mail["text"]
        assert "motsecret" not in str(mail)


@fact("4.1/mail-who")
def test_mails_go_to_active_members_with_an_address(ent, outboxes):
    delivered(ent)
    addresses = {mail["to"] for mail in outboxes("mails")}
    expected = {
        ent.browser(role).get("/auth/oauth2/userinfo").json()["email"]
        for role in ("referent", "second_referent", "third_referent")
    }
    assert addresses == expected


@fact("4.1/push")
def test_a_push_shows_the_start_of_the_body_after_a_short_subject(ent, outboxes):
    delivered(ent, subject="Un objet", body=f"<p>motsecret <b>gras</b> {'x' * 80}</p>")
    push = outboxes("pushes")[0]
    whole = f"Un objet\nmotsecret gras {'x' * 80}"
    assert push["title"] == name_of(ent, "pupil")
    assert push["text"] == f"{whole[:50]}..."
    assert push["data"]["subject"] == "Un objet"


@fact("4.1/push-neutral")
def test_a_long_neutral_subject_hides_the_body(ent, outboxes):
    delivered(ent, subject=LONG, body="<p>motsecret</p>")
    assert all(push["text"] == f"{LONG[:50]}..." for push in outboxes("pushes"))
    assert "motsecret" not in str(outboxes("pushes"))


@fact("4.2/anti-flood")
def test_the_second_notification_in_three_seconds_is_lost_and_the_message_is_not(ent, outboxes):
    ids = [delivered(ent, subject=name) for name in ("un", "deux")]
    assert {mail["text"].rsplit(" : ", 1)[1] for mail in outboxes("mails")} == {"un"}
    ent.quiet()
    delivered(ent, subject="trois")
    assert {mail["text"].rsplit(" : ", 1)[1] for mail in outboxes("mails")} == {"un", "trois"}
    assert {push["data"]["subject"] for push in outboxes("pushes")} == {"un", "trois"}
    assert set(ids) <= {row["id"] for row in rows(ent.bearer("referent"), "inbox")}


@fact("4.1/not-author")
def test_the_sender_of_an_answer_to_all_is_not_told_of_it(ent, outboxes, door):
    parent = delivered(ent)
    door.call("DELETE", "mails")
    send(ent.bearer("referent"), letter(ent.id_of("pupil"), ent.group), **{"In-Reply-To": parent})
    own = ent.browser("referent").get("/auth/oauth2/userinfo").json()["email"]
    assert own not in {mail["to"] for mail in outboxes("mails")}


@fact("11/expired-token")
def test_tokens_can_be_made_to_expire(ent, door):
    client = ent.bearer("pupil")
    door.arm("expired_token", "/conversation/max-depth")
    assert leads_to_login(client.get("/conversation/max-depth"))


@fact("11/revoked-session")
def test_sessions_can_be_made_to_end(ent, door):
    browser = ent.sign_in("other_pupil")[0]
    door.call("POST", "revoke", {"login": ent.people.account("other_pupil").login})
    assert leads_to_login(browser.get("/conversation/max-depth"))
    ent.forget_sessions()


@fact("11/proxy-limit")
def test_the_proxy_may_refuse_a_body(ent, door):
    client = ent.bearer("pupil")
    door.arm("too_large", "/conversation/draft")
    assert client.post("/conversation/draft", json=letter()).status_code == 413


@fact("11/slow", "2.4/mismatch")
def test_an_answer_may_be_lost_after_the_work_and_a_retry_says_so(ent, door):
    pupil = ent.bearer("pupil")
    id_ = pupil.post("/conversation/draft", json=letter()).json()["id"]
    door.arm("done_then_unavailable", "/conversation/send", times=1)
    assert pupil.post("/conversation/send", params={"id": id_}, json=letter(ent.group)).status_code == 504
    again = pupil.post("/conversation/send", params={"id": id_}, json=letter(ent.group))
    assert (again.status_code, "state mismatch" in again.json()["error"]) == (400, True)
    assert [row["id"] for row in rows(ent.bearer("referent"), "inbox")].count(id_) == 1
