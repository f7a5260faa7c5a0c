"""What a pupil wrote and said is in no byte that leaves for our server: the very bodies of the page's code, sent to the real web process.

A marker stands in the text, in the conversation and in the voice; everything that the server receives, answers and stores is looked through,
as it is, under each armour, and in each of the spellings that could hide it. The word alone is sent: the server must know it again.
"""

import base64
import json
import urllib.parse
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.sealing.age_file import from_armour
from tests.sealing.browser import Browser
from tests.sealing.people import Group, letter, piece
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, ROCHE, House

MARKER = "Zébulon-marqueur-7Q"
WORD = "parapluie"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path / "web.db")
    house.enrol()
    yield house
    await house.close()


def spellings(marker: str) -> list[bytes]:
    """The marker in the encodings that a careless step would leave it in."""
    raw = marker.encode()
    shifted = [base64.b64encode(b"x" * shift + raw)[4:-4] for shift in range(3)]
    texts = [json.dumps(marker)[1:-1], urllib.parse.quote(marker), raw.hex(), marker.lower(), marker[::-1]]
    return [raw, marker.encode("utf-16-le"), marker.encode("utf-16-be"), *shifted, *(text.encode() for text in texts)]


def hidden_in(seen: bytes) -> list[bytes]:
    parts = [raw for spelling in spellings(MARKER) for raw in (spelling, spelling[: len(spelling) // 2])]
    return [part for part in parts if len(part) > 7 and part in seen]


def test_the_search_finds_the_marker_in_each_of_its_spellings():
    for spelling in spellings(MARKER):
        assert hidden_in(b"before " + spelling + b" after")


async def test_no_byte_of_what_leaves_holds_a_word_of_the_pupils(house: House, browser: Browser, group: Group):
    sent: list[bytes] = []
    pupil = Pupil(house)

    async def keep(request: httpx.Request) -> None:
        sent.append(str(request.url).encode() + str(request.headers).encode() + request.content)

    pupil.http.event_hooks["request"].append(keep)
    await pupil.open()
    await pupil.sign_in()
    pieces = [
        piece("conversation", "text/plain;charset=utf-8", 0, f"moi : {MARKER}".encode()),
        piece("voice", "audio/webm;codecs=opus", 4, f"{MARKER} ".encode() * 300),
    ]
    asked = letter(
        [(LEMOINE, group.lemoine.recipient())],
        f"{MARKER} me frappe",
        [DIALLO, ROCHE],
        date="2026-11-24",
        word=WORD,
        pieces=pieces,
    )
    sealed = browser.seal(asked)
    place = f"/api/handoff/envelopes/{sealed.header['id']}"
    answers = [await pupil.put(place, sealed.body("col-zola", WORD))]
    for name, body in sealed.piece_bodies().items():
        answers.append(await pupil.put(f"{place}/attachments/{name}", body))
    await pupil.http.aclose()

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    armours = [sealed.armour, sealed.reply_lock, *(one["armour"] for one in sealed.attachments)]
    assert all(armour.splitlines()[1].encode() in b"".join(sent) for armour in armours)
    seen = [*sent, *(answer.content for answer in answers), *map(from_armour, armours), house.database_bytes()]
    assert [hidden_in(one) for one in seen] == [[] for _ in seen]
    assert sum(WORD.encode() in one for one in sent) == 1
    assert WORD.encode() not in house.database_bytes()
