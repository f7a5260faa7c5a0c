"""Never a token, a name, a word of a message in what an error says, in its traceback, or in a log."""

import logging
import traceback

import httpx
import pytest

from ent import EntError
from ent.sessions import BrowserSession, sign_in
from logs import PlaceOnly
from tests.ent.canned import administering, answering, network
from tests.ent.every_call import CALLS, LETTER, NAME, SECRET, WORDS, Call

TOKEN, COOKIE, XSRF = "marqueur-jeton", "marqueur-seance:abc=", "marqueur-xsrf"
THEIRS = "marqueur-de-la-reponse"
MARKERS = (TOKEN, COOKIE, XSRF, NAME, WORDS, SECRET, THEIRS, "marqueur")
SESSION = BrowserSession(COOKIE, "true", XSRF)
ECHO = {"error": f"ERREUR ({THEIRS}) existe", "message": THEIRS, "status": "error", "id": THEIRS, "username": THEIRS}
COOKIES = [("set-cookie", f"oneSessionId={THEIRS}"), ("location", f"/auth/login?callback=https%3A%2F%2Fx%2F{THEIRS}")]

ANSWERS = {
    "says no with 200": httpx.Response(200, json=ECHO),
    "says no": httpx.Response(400, json=ECHO),
    "state mismatch": httpx.Response(400, json={"error": f"state mismatch for message {THEIRS}"}),
    "a page": httpx.Response(401, html=f"<p>{THEIRS}</p>"),
    "a login page": httpx.Response(302, headers=COOKIES),
    "elsewhere": httpx.Response(302, headers={"location": f"https://x/{THEIRS}"}),
    "down": httpx.Response(503, html=THEIRS),
    "of another shape": httpx.Response(200, json={"userId": [THEIRS], "keys": THEIRS}),
    "not json": httpx.Response(200, html=THEIRS),
}


async def failure_of(call: Call, answer: object) -> Exception | None:
    client = administering(answer, SESSION) if call.kind == "session" else answering(answer)
    try:
        await call.run(client, TOKEN)
    except EntError as error:
        return error
    return None


def said(error: Exception) -> str:
    whole = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return f"{error} {error!r} {vars(error)} {error.__cause__!r} {error.__context__!r} {whole}"


def leaks(text: str) -> set[str]:
    return {marker for marker in MARKERS if marker in text}


@pytest.mark.parametrize("name", ANSWERS)
async def test_no_error_repeats_what_was_sent_or_what_came_back(name: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    failures = [await failure_of(call, ANSWERS[name]) for call in CALLS]
    errors = [error for error in failures if error is not None]
    assert errors
    assert {marker for error in errors for marker in leaks(said(error))} == set()
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("parlons_en")]
    assert len(ours) >= len(CALLS)
    assert leaks("\n".join(ours)) == set()


async def test_no_broken_network_repeats_what_was_sent():
    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError(f"illegal header {request.headers} {request.url} {THEIRS}", request=request)

    errors = [await failure_of(call, cut) for call in CALLS]
    assert None not in errors
    assert {marker for error in errors if error for marker in leaks(said(error))} == set()


async def test_what_reaches_the_processes_logs_holds_no_marker():
    lines = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(PlaceOnly().format(record))

    handler = Keep(logging.DEBUG)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        for answer in ANSWERS.values():
            for call in CALLS:
                await failure_of(call, answer)
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
    assert any("ent POST" in line for line in lines)
    assert leaks("\n".join(lines)) == set()


@pytest.mark.parametrize("name", ANSWERS)
async def test_a_sign_in_that_fails_repeats_neither_login_nor_password(name: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, "parlons_en")
    with pytest.raises(EntError) as failed:
        await sign_in(network(ANSWERS[name]), "https://ent.exemple.fr", NAME, SECRET)
    assert leaks(said(failed.value) + caplog.text) == set()


async def test_no_answer_shows_its_names_words_or_tokens():
    person = {"userId": "u", "type": "ELEVE", "username": THEIRS, "manualGroups": []}
    message = {"id": "m", "state": "SENT", "subject": THEIRS, "body": THEIRS, "to": {"users": [], "groups": []}}
    member = [{"id": "u", "username": THEIRS, "type": "Personnel", "profile": "Personnel", "login": THEIRS}]
    granted = {"access_token": THEIRS, "expires_in": 1, "refresh_token": THEIRS, "id_token": THEIRS}
    shown = [
        await answering(httpx.Response(200, json=person)).userinfo(TOKEN),
        await answering(httpx.Response(200, json=person)).staff_userinfo(TOKEN),
        await answering(httpx.Response(200, json=message)).own_message(TOKEN, "m"),
        await answering(httpx.Response(200, json={"id": "m", "body": THEIRS, "sent": 1})).send(TOKEN, "m", LETTER),
        await administering(httpx.Response(200, json=member)).members("g"),
        await answering(httpx.Response(200, json=granted)).client_token("a", SECRET, "s"),
        SESSION,
    ]
    assert leaks(repr(shown)) == set()
