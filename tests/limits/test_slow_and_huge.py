"""The real process and bare connections: whoever says nothing, says it slowly, says too much, or does not listen, takes nothing from others."""

import socket
import time
from collections.abc import Iterator

import pytest

from tests.limits.served import Served, served, until_closed
from web.__main__ import most_connections
from web.connections import HEADER_SECONDS

MARGIN = 4.0
REQUEST = b"POST /api/turns HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("slow")) as running:
        yield running


def test_whoever_says_nothing_or_a_header_byte_by_byte_is_let_go_and_others_are_answered_meanwhile(web: Served):
    silent, slow = web.connect(), web.connect()
    began = time.monotonic()
    slow.settimeout(0.001)
    for letter in b"GET /aide HTTP/1.1\r\nX-Slow: " + b"a" * 200:
        try:
            slow.send(bytes([letter]))
            if slow.recv(1, socket.MSG_PEEK):
                break
        except TimeoutError:
            pass
        assert time.monotonic() - began < HEADER_SECONDS + MARGIN
        assert web.get("/aide").status_code == 200
        time.sleep(0.2)

    assert until_closed(slow, MARGIN).startswith(b"HTTP/1.1 408 ")
    assert until_closed(silent, MARGIN) == b""
    assert time.monotonic() - began >= HEADER_SECONDS - 2


def test_a_huge_body_is_refused_before_it_is_sent(web: Served):
    with web.connect() as caller:
        caller.sendall(
            REQUEST
            + b"Origin: "
            + web.public.encode()
            + b"\r\nX-Parlons-En: 1\r\nContent-Length: 9999999999\r\nExpect: 100-continue\r\n\r\n"
        )
        answer = caller.recv(65_536)

    assert answer.startswith((b"HTTP/1.1 401 ", b"HTTP/1.1 413 "))
    assert b"100 Continue" not in answer


def test_whoever_goes_on_sending_what_was_refused_is_cut_off(web: Served):
    sent = 0
    with web.connect() as caller:
        caller.sendall(REQUEST + b"Content-Length: 9999999999\r\n\r\n")
        try:
            for _ in range(2000):
                caller.sendall(b" " * 65_536)
                sent += 65_536
        except OSError:
            pass

    assert sent < 64 * 1024 * 1024


@pytest.mark.parametrize(
    "head",
    [b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/1.1\r\n\r\n", b"GET /" + b"a" * 70_000, b"zinzolin\r\n\r\n"],
    ids=range(4),
)
def test_what_is_not_http_is_answered_in_french_with_our_headers_and_never_quoted(web: Served, head: bytes):
    with web.connect() as caller:
        caller.sendall(head)
        answer = until_closed(caller, MARGIN + HEADER_SECONDS)

    top, _, said = answer.partition(b"\r\n\r\n")
    assert top.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 408 "))
    assert "adresse /aide" in said.decode()
    assert {b"cache-control: no-store", b"x-content-type-options: nosniff"} <= {
        line.lower() for line in top.split(b"\r\n")
    }
    assert b"zinzolin" not in answer


def test_two_hundred_connections_that_do_not_read_what_they_asked_for_keep_nobody_from_the_numbers(web: Served):
    deaf = [web.connect() for _ in range(200)]
    for caller in deaf:
        caller.sendall(b"GET /static/built/desk.js HTTP/1.1\r\nHost: bot\r\n\r\n" * 8)
    began = time.monotonic()
    assert all("119" in web.get("/aide").text for _ in range(5))
    assert time.monotonic() - began < 10
    for caller in deaf:
        caller.close()


def test_five_hundred_bodies_that_dribble_keep_nobody_from_beginning_or_from_the_numbers(web: Served):
    head = (
        REQUEST.replace(b"/api/turns", b"/api/session") + b"Origin: " + web.public.encode() + b"\r\nX-Parlons-En: 1\r\n"
    )
    slow = [web.connect() for _ in range(500)]
    for caller in slow:
        caller.sendall(head + b"Content-Length: 60\r\n\r\n{")
    began = web.post("/api/session")

    assert began.status_code == 201
    assert "119" in web.get("/aide").text
    for caller in slow:
        caller.close()


def test_more_connections_than_there_are_places_keep_nobody_from_the_numbers(web: Served):
    idle, places = [], most_connections()
    try:
        for place in range(places + 300):
            idle.append(web.connect())
            if place % 500 == 0:
                idle[-1].sendall(b"GET /aide HTTP/1.1\r\nX-Slow: ")
        assert "119" in web.get("/aide").text
        assert gone(idle[1:200]) > 150
    finally:
        for caller in idle:
            caller.close()
    assert "119" in web.get("/aide").text


def gone(callers: list[socket.socket]) -> int:
    """How many of these were made to leave."""
    count = 0
    for caller in callers:
        caller.settimeout(0.01)
        try:
            count += caller.recv(1) == b""
        except ConnectionResetError:
            count += 1
        except TimeoutError:
            pass
    return count
