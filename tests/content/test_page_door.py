"""The local page's door: nobody but a page of ours, on this machine, under the address that was printed."""

from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cli.workshop.app import Workshop
from cli.workshop.asked import MOST_BYTES, BadFormError, conversation, fields
from cli.workshop.guard import POLICY, Guard
from cli.workshop.reading import Read
from cli.workshop.reports import gates, page_named, pages
from content.gate.verdict import ACCEPTED, Verdict, write_verdict
from facts.paris import PARIS

HOST, TOKEN = "127.0.0.1:5555", "un-jeton-de-ce-lancement"
OURS = {"host": HOST, "origin": f"http://{HOST}"}


@pytest.fixture
def client() -> TestClient:
    """Without its beginning: no file is read, no bot is started."""
    return TestClient(Guard(Workshop().app(), HOST, TOKEN), base_url=f"http://{HOST}")


@pytest.mark.parametrize("path", ["", "carte", "rapport/x.html", "page.css", "phrase", "conversation", "relire"])
def test_without_the_token_nothing_is_there(client: TestClient, path: str):
    for address in (f"/{path}", f"/autre/{path}", f"/{TOKEN}x/{path}", f"/x/../{TOKEN}x/{path}"):
        for method in ("GET", "POST"):
            answer = client.request(method, address, headers=OURS)
            assert (answer.status_code, answer.text) == (404, "")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:5555", "localhost:5555", "127.0.0.1", "127.0.0.1:5556", ""]
)
def test_a_name_made_to_point_here_gets_no_answer(client: TestClient, host: str):
    answer = client.get(f"/{TOKEN}/", headers={"host": host})
    assert (answer.status_code, answer.text) == (421, "")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", f"https://{HOST}"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_origin_may_neither_ask_nor_read(client: TestClient, method: str, origin: str):
    assert client.request(method, f"/{TOKEN}/relire", headers={"host": HOST, "origin": origin}).status_code == 403


def test_a_form_without_any_origin_is_refused(client: TestClient):
    assert client.post(f"/{TOKEN}/relire", headers={"host": HOST}).status_code == 403


def test_every_answer_has_the_headers_and_nothing_of_it_is_kept(client: TestClient):
    for address in (f"/{TOKEN}/", f"/{TOKEN}/page.css", "/", f"/{TOKEN}/absent"):
        headers = client.get(address, headers={"host": HOST}).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "body",
    ["niveau=x&level=maternelle", "hour=demain", "zone=D", "turn=a&" * 301, "said=%ff", "x" * (MOST_BYTES + 1), "é"],
)
def test_a_form_that_is_not_ours_is_refused_in_french(client: TestClient, body: str):
    answer = client.post(f"/{TOKEN}/conversation", content=body.encode(), headers=OURS)
    assert answer.status_code == 400
    assert "recommencez" in answer.text


def test_each_remark_is_told_and_linked_to_the_map_where_there_is_a_place_on_it():
    workshop = Workshop()
    said = {
        "file": "data/nlu/fugue.yml",
        "line": 3,
        "code": "x",
        "error": True,
        "what": "Trop de <mots>.",
        "how": "Ôtez-en.",
    }
    shown = ({**said, "map": "/ou/carte.html#utter_fugue"}, {**said, "error": False})
    workshop.reading.last = Read(datetime(2026, 11, 23, 6, tzinfo=PARIS), shown, "<!doctype html>la carte")
    client = TestClient(Guard(workshop.app(), HOST, TOKEN), base_url=f"http://{HOST}")
    home = client.get(f"/{TOKEN}/").text
    assert "Relus le 23/11/2026 à 06h00 : 1 erreur(s) à corriger, 1 point(s) à voir." in home
    assert home.count('href="carte#utter_fugue"') == 1
    assert home.count("Trop de &lt;mots&gt;. → Ôtez-en.") == 2
    drawn = client.get(f"/{TOKEN}/carte")
    assert drawn.text == "<!doctype html>la carte"
    assert drawn.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


def test_what_was_pressed_or_typed_is_the_next_turn():
    before = b"turn=bonjour&turn=oui&hour=2026-11-24T03:00&level=primaire&zone=B"
    asked = conversation(fields(before + b"&said=&pressed=Que+faire+maintenant+%3F"))
    assert asked.turns == ("bonjour", "oui", "Que faire maintenant ?")
    assert asked.turns[:1] == conversation(fields(before + b"&said=&do=back")).turns
    assert conversation(fields(before + b"&do=again")).turns == ()
    beside = asked.beside(None)  # type: ignore[arg-type]  # an hour was chosen: now is not looked at
    assert beside["at"] == "2026-11-24T03:00:00+01:00"
    assert beside["register"] == "primaire"
    assert beside["school_now"]


def test_a_form_of_too_many_turns_is_refused():
    with pytest.raises(BadFormError):
        conversation(fields(b"&".join([b"turn=a"] * 201)))


def test_the_verdicts_of_the_gate_are_told_and_a_broken_one_too(tmp_path: Path):
    (tmp_path / "published").mkdir()
    verdict = Verdict("a" * 64, "b" * 64, ACCEPTED, "2026-11-23T06:00+01:00", {"sentences": 3})
    write_verdict(tmp_path / "published" / "un.tar.gz.gate.json", verdict)
    (tmp_path / "deux.tar.gz.gate.json").write_text("{", encoding="utf-8")
    assert {each.model: each.verdict for each in gates(tmp_path)} == {
        "published/un.tar.gz": verdict,
        "deux.tar.gz": None,
    }


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "autre.html", "..", "", "."])
def test_only_a_page_of_the_list_is_shown(tmp_path: Path, name: str):
    folder = tmp_path / "var"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (folder / "comparaison.html").write_text("rouge et vert", encoding="utf-8")
    assert [each.name for each in pages(folder)] == ["comparaison.html"]
    assert page_named("comparaison.html", folder) == "rouge et vert"
    assert page_named(name, folder) is None
