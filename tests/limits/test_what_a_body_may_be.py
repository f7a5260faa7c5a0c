"""JSON as a browser of ours writes it: neither deep nor full, nothing said twice, numbers that count; each refusal before any act."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import PUBLIC, House
from web.bodies import MOST_DEPTH, MOST_VALUES, read_json_object
from web.problems import WebError

CAP = 1024 * 1024


def carrying(body: bytes) -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)


async def outcome(body: bytes) -> str:
    try:
        await read_json_object(carrying(body), CAP)
    except WebError as error:
        return error.code
    return "read"


def nest(depth: int, opening: str, closing: str) -> bytes:
    return f'{{"a": {opening * (depth - 1)}1{closing * (depth - 1)}}}'.encode()


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
async def test_a_nest_is_read_down_to_its_limit_and_no_deeper(opening: str, closing: str):
    assert await outcome(nest(MOST_DEPTH - 1, opening, closing)) == "read"
    assert await outcome(nest(MOST_DEPTH + 1, opening, closing)) == "bad_request"


@pytest.mark.parametrize("depth", [1_000, 100_000, 500_000])
async def test_a_bomb_of_brackets_is_a_refusal_like_any_other(depth: int):
    assert await outcome(b'{"a":' + b"[" * depth) in {"not_json", "bad_request"}
    assert await outcome(b'{"a":' + b"[" * depth + b"]" * depth + b"}") in {"not_json", "bad_request", "too_big"}


async def test_a_body_holds_so_many_values_and_no_more():
    def full(count: int) -> bytes:
        return json.dumps({"a": [0] * (count - 1)}).encode()

    def broad(count: int) -> bytes:
        return json.dumps({f"k{place}": 0 for place in range(count)}).encode()

    assert [await outcome(make(MOST_VALUES)) for make in (full, broad)] == ["read"] * 2
    assert [await outcome(make(MOST_VALUES + 1)) for make in (full, broad)] == ["bad_request"] * 2


@pytest.mark.parametrize(
    "body",
    [
        '{"turn": 1, "turn": 2}', '{"a": {"b": 1, "b": 1}}', '{"a": NaN}', '{"a": Infinity}', '{"a": -Infinity}', '{"a": 1e999}', '{"a": 9007199254740993}',
        '{"a": ' + "9" * 5000 + "}", '{"a": 1' + "0" * 400 + ".5}", "", "{", "{]", "\ufeff{}", '{"a": 1}}', "{'a': 1}", '{"a": 01}',
    ],
    ids=range(16),
)  # fmt: skip
async def test_what_two_readers_could_read_differently_is_not_read(body: str):
    assert await outcome(body.encode()) == "not_json"


@pytest.mark.parametrize("body", ["[]", "null", "7", '"texte"', "true", "[{}]"])
async def test_what_is_not_an_object_is_no_request_of_ours(body: str):
    assert await outcome(body.encode()) == "bad_request"


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
            max_leaves=30,
        ),
        max_size=6,
    )
)  # fmt: skip
async def test_whatever_a_browser_writes_is_read_as_it_was_or_is_too_deep(body: dict[str, object]):
    text = json.dumps(body)
    is_shallow = text.count("[") + text.count("{") <= MOST_DEPTH

    assert await outcome(text.encode()) in ({"read"} if is_shallow else {"read", "bad_request"})
    if is_shallow:
        assert await read_json_object(carrying(text.encode()), CAP) == body


@given(st.binary(max_size=300))
async def test_any_bytes_at_all_are_read_or_refused(body: bytes):
    assert await outcome(body) in {"read", "not_json", "bad_request"}


async def test_a_body_that_is_announced_too_big_is_refused_before_it_is_read(house: House, pupil: Pupil):
    await pupil.open()
    came = 0

    async def dribbling():
        nonlocal came
        for _ in range(1000):
            came += 1
            yield b" " * 1024

    headers = OUR_HEADERS | pupil.window_headers() | {"Content-Type": "application/json", "Content-Length": str(10**9)}
    answer = await pupil.http.post(PUBLIC + "/api/turns", content=dribbling(), headers=headers)

    assert (answer.status_code, answer.json()["error"]) == (413, "too_big")
    assert house.rasa.texts() == []
    assert came <= 1


async def test_half_a_character_and_nul_in_a_text_are_replaced_wherever_they_are():
    raw = rb'{"a": "x\u0000\ud83d", "b": [{"c": ["\udc00"]}], "d": "\ud83d\ude00"}'

    found = await read_json_object(carrying(raw), CAP)

    assert found == {"a": "x\ufffd\ufffd", "b": [{"c": ["\ufffd"]}], "d": "\U0001f600"}
