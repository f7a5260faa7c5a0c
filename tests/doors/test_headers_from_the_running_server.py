"""The headers of every kind of answer, from the running server, each written here by hand: pages, calls, files, refusals, and what is no request."""

from collections.abc import Iterator

import httpx
import pytest

from tests.limits.served import Served, served

pytestmark = pytest.mark.sqlite
SCRIPTS = (
    "script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:"
)
TYPED = "require-trusted-types-for 'script'; trusted-types parlons-en"
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
SAFE = "upgrade-insecure-requests"
POLICIES = {
    "/assistant": f"{NOTHING}; {SCRIPTS}; {TYPED}; media-src blob:; frame-ancestors {{ent}}; {SAFE}",
    "/aide": f"{NOTHING}; {SCRIPTS}; {TYPED}; frame-ancestors {{ent}}; {SAFE}",
    "/reperes": f"{NOTHING}; {SCRIPTS}; {TYPED}; frame-ancestors {{ent}}; {SAFE}",
    "/tes-mots": f"{NOTHING}; {SCRIPTS}; {TYPED}; frame-ancestors {{ent}}; {SAFE}",
    "/ent/callback": f"{NOTHING}; {SCRIPTS}; {TYPED}; frame-ancestors 'none'; {SAFE}",
    "/desk": f"{NOTHING}; {SCRIPTS}; {TYPED}; media-src blob:; frame-ancestors 'none'; {SAFE}",
    "/administration": f"default-src 'none'; base-uri 'none'; form-action 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; {SAFE}",
    "/static/page.css": f"{NOTHING}; script-src 'self'; frame-ancestors 'none'; {SAFE}",
    "/loader.js": f"{NOTHING}; frame-ancestors 'none'; {SAFE}",
    "/desk/api/me": f"{NOTHING}; frame-ancestors 'none'; {SAFE}",
    "/api/your-words": f"{NOTHING}; frame-ancestors 'none'; {SAFE}",
    "/nowhere": f"{NOTHING}; frame-ancestors 'none'; {SAFE}",
}
FRAMED = {"/assistant", "/aide", "/reperes", "/tes-mots"}
KEPT = {"/static/page.css": "public", "/loader.js": "public"}
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
}
NEVER = (
    "server",
    "x-powered-by",
    "via",
    "etag-weak",
    "report-to",
    "reporting-endpoints",
    "nel",
    "access-control-allow-credentials",
)
# what no route answers: a line that is none, two lengths, a header that is none, another protocol
BROKEN = {
    "no request": b"bonjour\r\n\r\n",
    "two lengths": b"POST /api/leave HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a header without a name": b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    "no host": b"GET /aide HTTP/1.1\r\n\r\n",
    "TLS on a bare port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


@pytest.fixture(scope="module")
def safe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Behind https, as schools have it."""
    with served(tmp_path_factory.mktemp("headers"), scheme="https") as web:
        yield web


def policies_of(answer: httpx.Response) -> list[str]:
    return answer.headers.get_list("content-security-policy")


def check(answer: httpx.Response, path: str) -> None:
    for name, value in EVERYWHERE.items():
        assert answer.headers.get_list(name) == [value], (path, name)
    for name in NEVER:
        assert name not in answer.headers, (path, name)
    assert answer.headers.get_list("x-frame-options") == ([] if path in FRAMED else ["DENY"]), path
    if path not in KEPT:
        assert answer.headers.get_list("cache-control") == ["no-store"], path
        assert answer.headers["cross-origin-resource-policy"] == "same-origin", path
        assert "access-control-allow-origin" not in answer.headers, path
    features = set(answer.headers["permissions-policy"].split(", "))
    hearing = {
        f"{name}={'(self)' if path == '/assistant' else '()'}"
        for name in ("microphone", "on-device-speech-recognition")
    }
    assert hearing <= features, path
    assert all(feature.endswith("=()") for feature in features - hearing), path
    assert answer.headers["referrer-policy"] == ("same-origin" if path == "/administration" else "no-referrer"), path


@pytest.mark.parametrize("path", POLICIES)
def test_each_answer_has_the_headers_of_its_kind(safe: Served, path: str):
    answer = safe.get(path)
    check(answer, path)
    assert policies_of(answer) == [POLICIES[path].format(ent=safe.ent_url)]


@pytest.mark.parametrize("path", POLICIES)
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "DELETE", "TRACE", "PROPFIND"])
def test_so_has_an_answer_to_a_method_that_is_not_there(safe: Served, path: str, method: str):
    answer = httpx.request(method, f"http://127.0.0.1:{safe.port}{path}", headers={"Origin": safe.ent_url})

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["strict-transport-security"]
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-methods" not in answer.headers
    assert len(policies_of(answer)) == 1
    assert policies_of(answer)[0].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/api/turns", {}, 403),
        ("POST", "/api/turns", {"Origin": "{public}", "X-Parlons-En": "1"}, 401),
        ("POST", "/api/session", {"Origin": "{public}", "X-Parlons-En": "1", "Content-Type": "text/plain"}, 415),
        ("GET", "/desk/api/me", {"Cookie": "__Host-parlons_desk=" + "a" * 64}, 401),
        ("GET", "/static/../../etc/passwd", {}, 404),
        ("GET", "/ent/callback?code=x&state=x", {}, 400),
    ],
)
def test_so_has_a_refusal(safe: Served, method: str, path: str, headers: dict[str, str], status: int):
    sent = {name: value.format(public=safe.public) for name, value in headers.items()}
    answer = httpx.request(
        method, f"http://127.0.0.1:{safe.port}{path}", headers=sent, content=b"{}" if method == "POST" else None
    )

    assert answer.status_code == status, answer.text
    check(answer, path)


@pytest.mark.parametrize("what", BROKEN)
def test_so_has_what_answers_something_that_is_no_request(safe: Served, what: str):
    with safe.connect() as connection:
        connection.sendall(BROKEN[what])
        came = b""
        while more := connection.recv(65_536):
            came += more
    head, _, body = came.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")

    assert lines[0].startswith("http/1.1 4"), lines
    for name, value in {**EVERYWHERE, "x-frame-options": "DENY", "cache-control": "no-store"}.items():
        assert lines.count(f"{name}: {value}".lower()) == 1, name
    assert f"content-security-policy: {NOTHING}; frame-ancestors 'none'; {SAFE}" in lines
    assert not [line for line in lines if line.startswith(NEVER)]
    assert b"/aide" in body


def test_the_loader_alone_is_for_every_origin_and_no_page_is_for_any(safe: Served):
    for path in POLICIES:
        answer = httpx.get(f"http://127.0.0.1:{safe.port}{path}", headers={"Origin": safe.ent_url})
        assert answer.headers.get("access-control-allow-origin") == ("*" if path == "/loader.js" else None), path


def test_every_cookie_is_of_this_host_only_and_no_script_reads_it(safe: Served):
    ours = {"Origin": safe.public, "X-Parlons-En": "1"}
    given = {
        "parlons_session": httpx.post(f"http://127.0.0.1:{safe.port}/api/session", headers=ours, json={}),
        "parlons_desk_state": safe.get("/desk/sign-in"),
        "parlons_desk_again": safe.get("/desk/sign-in?again"),
        "parlons_administration_state": safe.get("/administration/sign-in"),
    }
    for name, answer in given.items():
        (cookie,) = answer.headers.get_list("set-cookie")
        value, *attributes = cookie.split("; ")
        assert value.startswith(f"__Host-{name}="), name
        framed = ["SameSite=None", "Partitioned"] if name == "parlons_session" else ["SameSite=Lax"]
        aged = [] if name == "parlons_session" else ["Max-Age=600"]
        assert attributes == [*aged, "Path=/", "HttpOnly", "Secure", *framed], name


def test_without_https_nothing_asks_for_it(tmp_path_factory: pytest.TempPathFactory):
    with served(tmp_path_factory.mktemp("bare")) as web:
        for path in POLICIES:
            answer = web.get(path)
            assert "strict-transport-security" not in answer.headers
            assert SAFE not in answer.headers["content-security-policy"]
