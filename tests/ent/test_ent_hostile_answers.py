"""Whatever comes back, a method gives its answer or one EntError: huge, binary, truncated, of another charset, or not what it says."""

import asyncio
import gzip
import json
import zlib
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ent import BadAnswer, EntClient, EntError, open_http
from ent.sessions import sign_in
from tests.ent.canned import administering, answering, network
from tests.ent.every_call import CALLS, Call

JSON = "application/json"
NESTED = b"[" * 200_000 + b"]" * 200_000
BODIES: dict[str, tuple[bytes, str, dict[str, str]]] = {
    "nothing": (b"", JSON, {}),
    "binary": (bytes(range(256)) * 40, JSON, {}),
    "page with a json type": (b"<html><body>Connexion</body></html>", JSON, {}),
    "json with a page type": (b'{"id": "x"}', "text/html", {}),
    "truncated json": (b'{"userId": "abc", "type": "EL', JSON, {}),
    "latin-1": ('{"userId": "é", "type": "ELEVE"}'.encode("latin-1"), JSON, {}),
    "utf-16": ('{"userId": "é", "type": "ELEVE"}'.encode("utf-16"), "application/json; charset=utf-16", {}),
    "unknown charset": (b'{"userId": "\xc3\xa9"}', "application/json; charset=klingon", {}),
    "half a surrogate pair": (b'{"userId": "\\ud800", "type": "ELEVE", "id": "\\udfff"}', JSON, {}),
    "deeply nested": (NESTED, JSON, {}),
    "long number": (b'{"sent": ' + b"9" * 10_000 + b"}", JSON, {}),
    "not a number": (b'{"id": "x", "body": "x", "sent": NaN, "expires_in": Infinity}', JSON, {}),
    "null": (b"null", JSON, {}),
    "list of nulls": (b"[null, null]", JSON, {}),
    "a text": (b'"bonjour"', JSON, {}),
    "truncated gzip": (gzip.compress(b'{"id": "x"}' * 50)[:20], JSON, {"content-encoding": "gzip"}),
    "false gzip": (b"pas du tout", JSON, {"content-encoding": "gzip"}),
    "false deflate": (zlib.compress(b"{}")[3:], JSON, {"content-encoding": "deflate"}),
}
STATUSES = [200, 201, 204, 301, 302, 304, 400, 401, 403, 404, 409, 413, 418, 429, 500, 503, 509, 599]


async def outcome(call: Call, response: httpx.Response) -> object:
    """None when the method gave an answer, else the kind of what it raised."""
    client = administering(lambda _: response) if call.kind == "session" else answering(lambda _: response)
    try:
        await call.run(client, "jeton")
    except Exception as error:  # noqa: BLE001 - that it is an EntError is what is tested
        return type(error)
    return None


def is_documented(kind: Any) -> bool:
    return kind is None or issubclass(kind, EntError)


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("status", [200, 401, 404])
async def test_no_body_makes_a_method_fail_otherwise(name: str, status: int):
    content, kind, headers = BODIES[name]
    headers = {"content-type": kind, **headers}

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=content, headers=headers)

    for call in CALLS:
        client = administering(answer) if call.kind == "session" else answering(answer)
        try:
            await call.run(client, "jeton")
        except EntError:
            continue


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b'["' + b"a" * 9_000_000 + b'"]', {}),
        (gzip.compress(b" " * 20_000_000), {"content-encoding": "gzip"}),
    ],
    ids=["long", "long once unpacked"],
)
async def test_more_than_we_would_hold_is_a_bad_answer(content: bytes, headers: dict[str, str]):
    response = httpx.Response(200, content=content, headers={"content-type": JSON, **headers})
    for call in (answering(response).userinfo("jeton"), administering(response).groups("ecole")):
        with pytest.raises(BadAnswer):
            await call


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["id", "userId", "type", "error", "status", "message", "access_token", "expires_in", "structureIds", "manualGroups",
         "visibles.id", "displayName", "nbUsers", "groupType", "body", "sent", "state", "to", "users", "groups", "date",
         "subject", "keys", "functions", "ADMIN_LOCAL", "scope", "structureNodes", "data", "communiqueWith", "warning",
         "structures", "name", "roleId", "chatbotUrl", "themeName", "skinName", "username"]), inner, max_size=6),
    max_leaves=12,
)  # fmt: skip
shaped = json_values.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
contents = st.one_of(shaped, shaped, st.binary(max_size=60), shaped.map(lambda raw: raw[: len(raw) // 2]))
types = st.sampled_from([JSON, "application/json; charset=utf-8", "text/html", "", "application/problem+json"])
locations = st.none() | st.text(max_size=20).filter(str.isascii) | st.sampled_from(["/auth/login", "//", "http://[x"])


@settings(max_examples=400, deadline=None)
@given(call=st.sampled_from(CALLS), status=st.sampled_from(STATUSES), content=contents, kind=types, location=locations)
def test_any_answer_is_read_or_is_one_of_our_errors(
    call: Call, status: int, content: bytes, kind: str, location: str | None
):
    headers = {"content-type": kind} | ({} if location is None else {"location": location.encode("ascii")})
    assert is_documented(asyncio.run(outcome(call, httpx.Response(status, content=content, headers=headers))))


@settings(max_examples=100, deadline=None)
@given(
    status=st.sampled_from(STATUSES), cookies=st.lists(st.text().filter(str.isascii), max_size=4), location=locations
)
def test_any_answer_to_a_sign_in_is_a_session_or_one_of_our_errors(
    status: int, cookies: list[str], location: str | None
):
    headers = [("set-cookie", cookie) for cookie in ["oneSessionId=a", *cookies]]
    headers += [] if location is None else [("location", location)]
    response = httpx.Response(status, headers=headers)

    async def attempt() -> object:
        try:
            return await sign_in(network(response), "https://ent.exemple.fr", "l", "p")
        except EntError as error:
            return error

    assert asyncio.run(attempt()) is not None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 999 ?\r\n\r\n",
        b"pas du HTTP\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[casse\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}trop",
        b"HTTP/1.1 100 Continue\r\n\r\n",
    ],
)
async def test_a_server_that_speaks_badly_is_one_of_our_errors(raw: bytes):
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, open_http() as http:
        with pytest.raises(EntError):
            await EntClient(f"http://127.0.0.1:{port}", http).userinfo("jeton")
