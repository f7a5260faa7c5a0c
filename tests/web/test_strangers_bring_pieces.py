"""Somebody else brings a piece to a pupil's message: a voice that is not theirs must never reach the adults under their name."""

import uuid

import pytest

from handoff.carrying import outbox
from tests.web.browsers import Pupil, Sent
from tests.web.house import DIALLO, LEMOINE, House
from tests.web.sealed import lock_falsely, seal_falsely

SIZE = 16384
VOICE = {"id": str(uuid.uuid4()), "kind": "voice", "size": SIZE}


def piece(**changes: object) -> dict[str, object]:
    return {"kind": "voice", "size": SIZE, "armour": lock_falsely(SIZE, "1"), **changes}


@pytest.fixture
async def sent(signed_in: Pupil) -> Sent:
    answer, sent = await signed_in.deposit([LEMOINE, DIALLO], attachments=[VOICE])
    assert answer.status_code == 201, answer.text
    return sent


def path(envelope: str, attachment: object = VOICE["id"]) -> str:
    return f"/api/handoff/envelopes/{envelope}/attachments/{attachment}"


async def put_by(house: House, login: str | None, where: str) -> tuple[int, str]:
    stranger = Pupil(house)
    await stranger.open()
    if login is not None:
        await stranger.sign_in(login)
    answer = await stranger.put(where, piece())
    await stranger.http.aclose()
    return answer.status_code, answer.json()["error"]


@pytest.mark.parametrize(
    "login", [None, "noe.petit", "lea.martin"], ids=["nobody", "another pupil", "the same account, another session"]
)
async def test_only_the_session_that_deposited_brings_a_piece(house: House, sent: Sent, login: str | None):
    never = await put_by(house, login, path(str(uuid.uuid4())))
    assert await put_by(house, login, path(sent.id)) == never == (404, "envelope_unknown")
    assert [row.armour for row in house.rows("attachments")] == [None]


async def test_a_piece_is_not_replaced(house: House, signed_in: Pupil, sent: Sent):
    first = piece()
    assert (await signed_in.put(path(sent.id), first)).status_code == 201
    assert (await signed_in.put(path(sent.id), first)).status_code == 200
    assert (await signed_in.put(path(sent.id), piece())).json()["error"] == "attachment_conflict"
    assert [row.armour for row in house.rows("attachments")] == [first["armour"]]


async def test_a_piece_of_one_message_is_not_put_to_another(house: House, signed_in: Pupil, sent: Sent):
    theirs = {"id": str(uuid.uuid4()), "kind": "voice", "size": SIZE}
    outbox.promise(house.services.db, sent.id, "a" * 32, house.clock())
    _, other = await signed_in.deposit([DIALLO], attachments=[theirs])
    for wrong in (path(sent.id, theirs["id"]), path(other.id)):
        assert (await signed_in.put(wrong, piece())).json()["error"] == "attachment_malformed"
    assert [row.armour for row in house.rows("attachments")] == [None, None]


@pytest.mark.parametrize(
    "wrong",
    [
        piece(kind="conversation"),
        piece(kind="picture"),
        piece(size=SIZE * 4, armour=lock_falsely(SIZE * 4, "1")),
        piece(armour=lock_falsely(SIZE - 1, "1")),
        piece(armour=seal_falsely(1, SIZE)),
        piece(armour="Ils se moquent de moi."),
        piece(more="rien"),
        {},
    ],
    ids=[
        "other kind",
        "picture",
        "other size",
        "a byte less",
        "sealed to somebody",
        "not sealed",
        "more than a piece",
        "nothing",
    ],
)
async def test_what_was_not_announced_is_refused_and_not_kept(
    house: House, signed_in: Pupil, sent: Sent, wrong: dict[str, object]
):
    answer = await signed_in.put(path(sent.id), wrong)
    assert answer.status_code in {400, 422}
    assert [row.armour for row in house.rows("attachments")] == [None]
    assert b"moquent" not in house.database_bytes()


async def test_an_announcement_of_pictures_or_of_two_voices_is_refused(signed_in: Pupil):
    for announced in (
        [VOICE | {"kind": "video"}],
        [VOICE, VOICE | {"id": str(uuid.uuid4())}],
        [VOICE | {"size": 1_048_576}],
    ):
        answer, _ = await signed_in.deposit([LEMOINE, DIALLO], attachments=announced)
        assert answer.json()["error"] == "envelope_malformed", announced


async def test_the_id_of_anothers_piece_cannot_be_taken_by_announcing_it(house: House, signed_in: Pupil, sent: Sent):
    stranger = Pupil(house)
    await stranger.open()
    await stranger.sign_in("noe.petit")
    answer, _ = await stranger.deposit([LEMOINE, DIALLO], attachments=[VOICE])
    assert answer.is_client_error, answer.text
    assert (await signed_in.put(path(sent.id), piece())).status_code == 201
    await stranger.http.aclose()
