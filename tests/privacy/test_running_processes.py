"""The traps of Rasa and of the machine, tried on the processes themselves (reference/style.md §5; docs/threat-model.md)."""

import socket
import sqlite3
import stat
from pathlib import Path

import httpx
import pytest

from tests.privacy.conftest import MARKER, SECRETS, SERVER_KEY, Product

ENVELOPE = "5c1d8f6e-3a52-4a7e-9a59-0a4e7c0d2b11"
LOOPBACK = "0100007F"
LISTENING = "0A"


def test_a_conversation_leaves_no_word_in_a_log_nor_in_a_file(product: Product, conversation: str):
    assert product.turn(conversation, kind="start").status_code == 200
    for words in (f"on me frappe {MARKER}", f"/restart {MARKER}", f"<b>{MARKER}</b> \u202e \x00", MARKER * 100):
        assert product.say(conversation, words).status_code == 200
    assert product.turn(conversation, kind="deposit", envelope=ENVELOPE).status_code == 200

    assert MARKER.encode() not in product.every_byte_kept()
    assert conversation not in product.logged()


@pytest.mark.parametrize(
    "order",
    ["/restart", "  /restart", "/session_start", "/quitter", f'/remettre_message{{"envelope_id": "{ENVELOPE}"}}'],
)
def test_an_order_typed_by_a_pupil_is_only_words(product: Product, conversation: str, order: str):
    first = product.turn(conversation, kind="start").json()["messages"]
    answer = product.say(conversation, order)

    assert answer.status_code == 200
    assert answer.json()["messages"] != first
    assert [message["panel"] for message in answer.json()["messages"]] == [None]


@pytest.mark.parametrize(
    "signs", ["(" * 50, "(-" * 900, "?! " * 600, "\u0301" * 2000, "😭" * 1000, "ﷺ" * 2000, "/" * 2000]
)
def test_a_message_without_a_word_has_an_answer(product: Product, conversation: str, signs: str):
    product.turn(conversation, kind="start")

    assert product.say(conversation, signs).status_code == 200


def test_a_database_that_fails_fails_the_turn_instead_of_becoming_memory(product: Product, conversation: str):
    product.turn(conversation, kind="start")
    with sqlite3.connect(product.folder / "parlons-en.db") as database:
        database.execute("ALTER TABLE tracker_events RENAME TO lost")
    try:
        refused = product.say(conversation, f"on me frappe {MARKER}")
    finally:
        with sqlite3.connect(product.folder / "parlons-en.db") as database:
            database.execute("ALTER TABLE lost RENAME TO tracker_events")

    assert (refused.status_code, refused.json()) == (503, {"error": "turn_failed"})
    assert "kind=OperationalError" in product.logged()
    assert MARKER not in product.logged()
    assert product.say(conversation, "on me frappe").status_code == 200


def test_a_conversation_under_another_key_is_refused_not_begun_again(product: Product, conversation: str):
    product.turn(conversation, kind="start")
    headers = {"Authorization": f"Bearer {SECRETS['PARLONS_EN_RASA_SECRET']}", "X-Conversation-Key": "A" * 43}
    body = {"conversation": conversation, "kind": "text", "text": MARKER}
    refused = httpx.post(product.rasa("/webhooks/ent/turn"), json=body, headers=headers)

    assert (refused.status_code, refused.json()) == (503, {"error": "turn_failed"})


@pytest.mark.parametrize("given", [b"", b"Bearer", b"Bearer x", b"Bearer \xff\xfe", "Bearer é".encode()])
def test_no_door_opens_without_its_secret(product: Product, given: bytes):
    for url in (
        product.rasa("/webhooks/ent/turn"),
        product.rasa("/webhooks/ent/forget"),
        product.actions("/webhook"),
    ):
        answer = httpx.post(url, json={"text": MARKER}, headers={"Authorization": given})
        assert (answer.status_code, answer.json()) == (401, {"error": "forbidden"})


def test_there_is_no_other_door(product: Product):
    paths = ("/", "/status", "/conversations/default/tracker", "/model/parse", "/webhooks/rest/webhook", "/actions")
    for address in (product.rasa, product.actions):
        for path in paths:
            assert httpx.get(address(path)).status_code == 404
            assert httpx.post(address(path), json={"sender": "default", "message": MARKER}).status_code == 404


@pytest.mark.parametrize("head", [b"GET /" + b"a" * 100_000, b"NOTHING " + MARKER.encode(), b"\x00\xff" * 50])
def test_a_request_that_is_none_is_answered_without_a_trace(product: Product, head: bytes):
    for port in (product.rasa_port, product.actions_port):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as caller:
            caller.sendall(head + b" HTTP/1.1\r\n\r\n")
            assert b"Traceback" not in caller.recv(4096)
    assert MARKER not in product.logged()


def test_they_listen_on_loopback_only(product: Product):
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    rows += [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    for port in (product.rasa_port, product.actions_port):
        assert {row[1] for row in rows if row[3] == LISTENING and row[1].endswith(f":{port:04X}")} == {
            f"{LOOPBACK}:{port:04X}"
        }


def test_they_speak_to_this_machine_only(product: Product, conversation: str):
    product.turn(conversation, kind="start")
    product.turn(conversation, kind="deposit", envelope=ENVELOPE)
    noted = (product.folder / "addresses").read_text().split()

    assert noted.count("watching") == len(product.processes)
    assert set(noted) <= {"watching", "127.0.0.1", "localhost", "None"}


def test_what_they_write_is_read_by_their_account_only(product: Product):
    for file in product.folder.glob("parlons-en.db*"):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_they_cannot_be_dumped_and_their_command_lines_hold_no_secret(product: Product):
    for process in product.processes.values():
        about = Path(f"/proc/{process.pid}")
        limits = (about / "limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert core.split()[4:6] == ["0", "0"]
        command = (about / "cmdline").read_bytes().decode()
        assert not [secret for secret in (*SECRETS.values(), SERVER_KEY) if secret in command]


def test_what_is_logged_is_lines_of_ours(product: Product, conversation: str):
    product.turn(conversation, kind="start")
    for line in product.logged().splitlines():
        assert " parlons_en" in line or " sanic" in line or "Warning" in line or not line.startswith("20"), line
    assert "Traceback" not in product.logged()
