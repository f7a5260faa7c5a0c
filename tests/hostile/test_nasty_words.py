"""The nasty strings in every place where somebody can put one: nothing breaks, nothing is obeyed, what was typed is what rasa hears.

All of them in one house, whose paces are set aside (they have tests of their own).
"""

import json
import uuid
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.hostile.document import OPERATIONS, fault_of
from tests.hostile.nasty import NASTY
from tests.web.browsers import OUR_HEADERS, Browser, Pupil, Referent, envelope_for
from tests.web.conftest import house, pupil, referent, signed_in
from tests.web.house import DIALLO, LEMOINE, PUBLIC, ZOLA, House
from tests.web.key_sets import key_set, lock
from web.desk.key_bodies import MOST_LABEL
from web.limits import Limits

__all__ = ["house", "pupil", "referent", "signed_in"]
SOME = NASTY[::4]


@pytest.fixture(autouse=True)
def nobody_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "take", lambda *_: 0)


def shown(text: str) -> str:
    """As web passes it on: half a character and NUL replaced, nothing else changed."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def in_an_address(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


async def ask(browser: Browser, method: str, path: str, body: Any, **headers: str) -> httpx.Response:
    """With a body that may hold what no UTF-8 can; never a 500, always an answer that can be read."""
    headers = OUR_HEADERS | browser.window_headers() | {"Content-Type": "application/json"} | headers
    answer = await browser.http.request(method, PUBLIC + path, content=json.dumps(body).encode(), headers=headers)
    assert answer.status_code not in {500, 503}, (path, body)
    assert json.loads(answer.content.decode("utf-8"))
    return answer


async def test_a_message_reaches_rasa_as_it_was_typed_once_and_is_never_an_order(house: House, pupil: Pupil):
    await pupil.open()
    for nasty in NASTY:
        turn = {"turn": pupil.first + pupil.turn + 1, "text": nasty}
        answer, before = await ask(pupil, "POST", "/api/turns", turn), len(house.rasa.turns)
        if not shown(nasty).strip():
            assert answer.json()["error"] == "empty_text", ascii(nasty)
            continue
        assert answer.status_code == 200, ascii(nasty)
        assert (house.rasa.turns[-1]["kind"], house.rasa.turns[-1]["text"]) == ("text", shown(nasty))
        again = await ask(pupil, "POST", "/api/turns", turn)
        assert (again.json(), len(house.rasa.turns)) == (answer.json(), before), ascii(nasty)
        pupil.turn += 1


async def test_a_button_a_deposit_or_a_number_that_nobody_gave_is_refused(house: House, pupil: Pupil):
    await pupil.open()
    turn = pupil.first + 1
    wanted = {"button": "forged_button", "deposit": "envelope_unknown", "easy": "bad_request"}
    for nasty in NASTY:
        for what, code in wanted.items():
            answer = await ask(pupil, "POST", "/api/turns", {"turn": turn, what: nasty})
            assert answer.json()["error"] == code, (what, ascii(nasty))
        answer = await ask(pupil, "POST", "/api/turns", {"turn": nasty, "text": "a"})
        assert answer.json()["error"] == "bad_request", ascii(nasty)

    assert [each["kind"] for each in house.rasa.turns] == ["start"]


async def test_a_code_or_an_id_of_the_hand_off_is_refused(house: House, signed_in: Pupil):
    sent = envelope_for([LEMOINE, DIALLO])
    for nasty in NASTY:
        places: list[dict[str, Any]] = [{"readers": [nasty, DIALLO]}, {"excluded": [nasty]}, {"armour": nasty}]
        places += [{"reply_lock": nasty}, {"school": nasty}, {"attachments": [nasty]}, {nasty: 1}]
        places += [{"header": sent.body["header"] | {"date": nasty}}]
        for place in places:
            answer = await ask(signed_in, "PUT", f"/api/handoff/envelopes/{sent.id}", sent.body | place)
            assert answer.json().get("error") == "envelope_malformed" or _is_an_id(place, nasty), (place, answer.text)
            assert fault_of("envelope", answer.status_code, "application/json", answer.json()) is None
        joined = await ask(signed_in, "POST", "/api/sign-in/join", {"code": nasty})
        assert joined.json()["error"] == "sign_in_expired"
    assert [row.id for row in house.rows("envelopes")] in ([], [sent.id])


def _is_an_id(place: dict[str, Any], nasty: str) -> bool:
    """ "null", "constructor" could be ids of the ENT: whether somebody has them is another question."""
    return nasty.isascii() and nasty.replace("_", "").isalnum() and not place.keys().isdisjoint({"readers", "excluded"})


@pytest.mark.parametrize("nasty", SOME, ids=range(len(SOME)))
async def test_a_word_chosen_is_found_again_and_by_nothing_else(signed_in: Pupil, nasty: str):
    sent = envelope_for([LEMOINE, DIALLO], nasty)
    kept = await ask(signed_in, "PUT", f"/api/handoff/envelopes/{sent.id}", sent.body)
    assert kept.status_code == 201 or kept.json()["error"] == "word_refused"
    found = (await ask(signed_in, "POST", "/api/state", {"word": nasty})).json()["found"]
    assert found is (kept.status_code == 201)
    assert (await ask(signed_in, "POST", "/api/state", {"word": "un autre mot"})).json()["found"] is False


async def test_a_part_of_any_address_is_of_nobody(house: House, referent: Referent):
    house.enrol()
    await referent.enter("mme.lemoine")
    with_parts = [(name, method, path) for name, (method, path, _) in OPERATIONS.items() if "{" in path]
    assert len(with_parts) > 20
    presence = await referent.presence()
    for nasty in NASTY:
        for name, method, path in with_parts:
            for part in ("{envelope}", "{attachment}", "{referent}", "{lock}"):
                path = path.replace(part, in_an_address(nasty))  # noqa: PLW2901 (one address, part by part)
            answer = await ask(referent, method, path, {"school": ZOLA.id}, **presence)
            assert answer.is_error, (name, ascii(nasty))


async def test_what_a_referent_sends_is_refused_where_it_is_none_of_ours(house: House, referent: Referent):
    house.enrol()
    await referent.enter("mme.lemoine")
    for nasty in NASTY:
        places: list[tuple[str, str, dict[str, Any]]] = [
            ("POST", "/desk/api/keys", key_set(LEMOINE, signing_key=nasty)),
            ("PUT", "/desk/api/absence", {"first": "2026-11-25", "last": "2026-11-26", "substitute": nasty}),
            ("PUT", "/desk/api/absence", {"first": nasty, "last": nasty, "substitute": None}),
            ("POST", "/desk/api/directory/head", {"school": ZOLA.id, "seq": 1, "hash": nasty, "signature": nasty}),
            ("PUT", "/desk/api/recovery/shares", {"shares": [{"holder": nasty, "armour": nasty}], "signature": nasty}),
            ("POST", f"/desk/api/envelopes/{uuid.uuid4()}/link", {"other": nasty}),
        ]
        for method, path, body in places:
            assert (await ask(referent, method, path, body)).is_error, (path, ascii(nasty))


async def test_a_label_and_a_function_are_kept_as_they_were_typed(referent: Referent):
    await referent.enter("mme.lemoine")
    for nasty in NASTY:
        answer = await ask(
            referent, "POST", "/desk/api/keys", key_set(LEMOINE, locks=[lock(label=nasty)], function=nasty)
        )
        if not 0 < len(shown(nasty).strip()) <= MOST_LABEL or len(shown(nasty)) > MOST_LABEL:
            assert answer.json()["error"] == "keys_malformed", ascii(nasty)
            continue
        assert answer.status_code == 201, ascii(nasty)
        key = (await referent.get("/desk/api/me")).json()["key"]
        assert key["locks"][0]["label"] == shown(nasty).strip()


async def test_a_header_changes_nothing(pupil: Pupil):
    ours = [(name.encode(), text.encode()) for name, text in OUR_HEADERS.items()]
    names = (b"x-parlons-school", b"x-parlons-register", b"x-parlons-profile", b"x-parlons-turn", b"cookie")
    for nasty in NASTY:
        value = b" ".join(nasty.replace("\0", " ").encode("utf-8", "surrogatepass").splitlines()).strip()
        headers = [*ours, *((name, value) for name in names)]
        answer = await pupil.http.post(PUBLIC + "/api/session", json={}, headers=headers)
        assert answer.status_code == 201, ascii(nasty)


async def test_a_query_is_never_shown_nor_obeyed(pupil: Pupil):
    pages = {"/aide?ecole=": {200}, "/assistant?ecole=": {200}, "/reperes?ecole=": {200}, "/reperes/": {404}}
    pages |= {"/tes-mots?ecole=": {200}, "/tes-mots/": {404}, "/api/your-words?register=": {200}}
    pages |= {"/ent/sign-in?state=": {400}, "/ent/callback?code=a&state=": {400}}
    pages |= {"/ent/callback?state=a&error=": {400}, "/desk/callback?code=a&state=": {502}}
    for nasty in NASTY:
        for path, statuses in pages.items():
            page = await pupil.http.get(PUBLIC + path + in_an_address(nasty))
            assert page.status_code in statuses, (path, ascii(nasty))
            assert "alert(1)" not in page.text
