"""What a broken or hostile browser sends: always a short French answer with the numbers, never a turn, never a trace."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import PUBLIC, House

JSON = {"Content-Type": "application/json"}
BODIES = {
    "nothing": (b"", 400, "not_json"),
    "half a json": (b'{"turn": 1, "text": ', 400, "not_json"),
    "binary": (bytes(range(256)), 400, "not_json"),
    "latin-1": ('{"turn": 1, "text": "é"}'.encode("latin-1"), 400, "not_json"),
    "utf-16": ('{"turn": 1, "text": "a"}'.encode("utf-16"), 400, "not_json"),
    "a list": (b"[1]", 400, "bad_request"),
    "a text": (b'"bonjour"', 400, "bad_request"),
    "null": (b"null", 400, "bad_request"),
    "a deep well": (b"[" * 30_000, 400, "not_json"),
    "a deep well in a field": (
        b'{"turn": 1, "text": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
        400,
        "not_json",
    ),
    "a number without end": (b'{"turn": ' + b"9" * 6000 + b', "text": "a"}', 400, "not_json"),
    "an empty text": (b'{"turn": 1, "text": ""}', 400, "empty_text"),
    "a text of spaces": (b'{"turn": 1, "text": " \\n\\t "}', 400, "empty_text"),
    "one byte too many": (b'{"turn": 1, "text": "' + b"a" * 65_536 + b'"}', 413, "too_big"),
}


@pytest.mark.parametrize(("body", "status", "code"), BODIES.values(), ids=BODIES.keys())
async def test_a_body_that_is_no_turn_is_refused_in_french(
    house: House, pupil: Pupil, body: bytes, status: int, code: str
):
    await pupil.open()
    body = body.replace(b'"turn": 1,', b'"turn": %d,' % (pupil.first + 1))
    answer = await pupil.http.post(
        PUBLIC + "/api/turns", content=body, headers=OUR_HEADERS | JSON | pupil.window_headers()
    )

    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]
    assert {card["id"] for card in answer.json()["helplines"]} >= {"119", "3018", "3114"}
    assert [turn["kind"] for turn in house.rasa.turns] == ["start"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "application/jsonp"],
)
async def test_another_content_type_is_refused_in_french(pupil: Pupil, kind: str):
    await pupil.open()
    headers = OUR_HEADERS | pupil.window_headers() | {"Content-Type": kind}
    answer = await pupil.http.post(PUBLIC + "/api/turns", content=b'{"turn": 1, "text": "a"}', headers=headers)

    assert answer.status_code == 415
    assert answer.json()["helplines"]


async def test_a_body_without_announced_length_stops_at_the_cap(house: House, pupil: Pupil):
    await pupil.open()
    read = 0

    async def without_end():
        nonlocal read
        while True:
            read += 1
            yield b" " * 8192

    answer = await pupil.http.post(
        PUBLIC + "/api/turns",
        content=_at_most(without_end(), 1000),
        headers=OUR_HEADERS | JSON | pupil.window_headers(),
    )

    assert answer.status_code == 413


async def _at_most(chunks, count):
    async for chunk in chunks:
        if count == 0:
            return
        count -= 1
        yield chunk


@pytest.mark.parametrize("length", ["-1", "dix", "9" * 400, "1e9"])
async def test_a_length_that_is_none_is_refused(house: House, length: str):
    sent = await _raw_post(house, [(b"content-length", length.encode())])

    assert sent[0]["status"] == 413


async def _raw_post(house: House, headers: list[tuple[bytes, bytes]]) -> list[dict]:
    ours = [(b"origin", PUBLIC.encode()), (b"x-parlons-en", b"1"), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/session",
        "raw_path": b"/api/session",
        "query_string": b"",
        "headers": ours + headers,
    }
    sent: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message):
        sent.append(message)

    await house(
        scope | {"scheme": "https", "server": ("bot.localhost", 443), "asgi": {"version": "3.0"}}, receive, send
    )
    return sent


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
bodies = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("turn", "text", "button", "deposit", "code", "word", "school"), json_values)
)
PATHS = ["/api/session", "/api/turns", "/api/sign-in", "/api/sign-in/join", "/api/state", "/desk/api/keys"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), body=bodies)
async def test_no_json_whatever_makes_web_fail(house: House, pupil: Pupil, path: str, body: dict):
    await pupil.open()
    raw = json.dumps(body).encode()
    answer = await pupil.http.post(PUBLIC + path, content=raw, headers=OUR_HEADERS | JSON | pupil.window_headers())

    assert answer.status_code in (200, 201, 400, 401, 404, 409, 413, 429)
    if answer.is_error:
        assert answer.json()["helplines"]
