"""A marker that a pupil writes is looked for everywhere it must not be: logs, database, errors."""

import asyncio
import logging
import re
from types import SimpleNamespace

import pytest

from handoff.tables import metadata as handoff_tables
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import DIALLO, LEA, LEMOINE, PUBLIC, House
from web.app import sweep_for_ever

MARKER = "zibeline-marqueur"


@pytest.fixture
def every_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


async def live_a_whole_visit(house: House, pupil: Pupil) -> list[str]:
    """Everything a pupil can write, everywhere; answers the text of every error."""
    house.enrol()
    await pupil.open()
    await pupil.say(f"je m'appelle {MARKER}")
    answers = [
        await pupil.play(2, text=MARKER * 500),
        await pupil.play(2, button=MARKER),
        await pupil.play(2, deposit=MARKER),
        await pupil.play(9, text=MARKER),
        await pupil.post(f"/api/{MARKER}", {"text": MARKER}),
        await pupil.http.post(
            PUBLIC + "/api/turns",
            content=f"{{{MARKER}".encode(),
            headers=OUR_HEADERS | pupil.window_headers() | {"Content-Type": "application/json"},
        ),
        await pupil.post("/api/sign-in/join", {"code": MARKER}),
        await pupil.get(f"/ent/callback?code={MARKER}&state={MARKER}"),
        await pupil.get(f"/desk/callback?code={MARKER}&state={MARKER}"),
        await pupil.get(f"/static/{MARKER}"),
    ]
    house.rasa.down = True
    answers.append(await pupil.play(2, text=MARKER))
    house.rasa.down = False
    await pupil.sign_in()
    await pupil.deposit([LEMOINE, DIALLO], word=MARKER)
    answers.append((await pupil.deposit([LEMOINE, DIALLO], word=MARKER, header={"size": 3}))[0])
    answers.append(await pupil.see_readers(MARKER))
    await pupil.post("/api/state", {"word": MARKER})
    assert all(answer.is_error for answer in answers)
    return [answer.text for answer in answers]


async def test_what_a_pupil_writes_is_in_no_log_no_byte_of_the_database_and_no_error(
    house: House, pupil: Pupil, every_log: pytest.LogCaptureFixture
):
    errors = await live_a_whole_visit(house, pupil)

    assert MARKER in house.rasa.texts()[0]
    assert MARKER not in every_log_of_ours(every_log)
    assert MARKER.encode() not in house.database_bytes()
    assert not [text for text in errors if MARKER in text]


async def test_no_error_repeats_what_broke_inside(
    house: House, pupil: Pupil, every_log, monkeypatch: pytest.MonkeyPatch
):
    await pupil.open()

    def break_down(body, session):
        raise RuntimeError(MARKER)

    monkeypatch.setattr("web.pupil.conversing.read_said", break_down)
    answer = await pupil.play(1, text="bonjour")

    assert answer.status_code == 500
    assert MARKER not in answer.text
    assert MARKER not in every_log_of_ours(every_log)
    assert "error=RuntimeError" in every_log_of_ours(every_log)


async def test_ids_tokens_and_names_are_in_no_log_of_ours(
    house: House, pupil: Pupil, every_log: pytest.LogCaptureFixture
):
    await live_a_whole_visit(house, pupil)
    logged = every_log_of_ours(every_log)

    for secret in (LEA, "Martin", pupil.http.cookies["__Host-parlons_session"], house.rasa.turns[0]["conversation"]):
        assert secret not in logged
    assert house.rasa.keys[0].hex() not in logged


async def test_a_request_is_one_line_with_method_route_status_and_milliseconds(
    house: House, pupil: Pupil, every_log: pytest.LogCaptureFixture
):
    await pupil.open()
    await pupil.get("/rien/du/tout")
    lines = [record.getMessage() for record in every_log.records if record.name == "parlons_en.web"]

    assert len(lines) == 2
    assert re.fullmatch(r"POST session 201 \d+ ms", lines[0])
    assert re.fullmatch(r"GET no_route 404 \d+ ms", lines[1])


async def test_after_leaving_only_the_hand_off_remains(house: House, pupil: Pupil):
    await live_a_whole_visit(house, pupil)
    await pupil.post("/api/leave")

    # the token carries what was deposited, an hour at most
    kept = {"envelopes", "envelope_readers", "outbox", "ent_tokens", "referents", "referent_months", "word_tries"}
    kept |= {"referent_schools", "referent_locks", "directory_log", "envelope_keys", "alembic_version"}
    assert set(handoff_tables.tables) <= set(house.tables())
    assert {table for table in house.tables() if house.rows(table)} <= kept


def every_log_of_ours(caplog: pytest.LogCaptureFixture) -> str:
    """All that our process could print: `web.__main__` lets only warnings of other packages through."""
    shown = [
        record for record in caplog.records if record.name.startswith("parlons_en") or record.levelno >= logging.WARNING
    ]
    return "\n".join(logging.Formatter("%(name)s %(message)s").format(record) for record in shown)


@pytest.mark.parametrize("broken", ["DESK", "ADMINISTRATION"])
async def test_a_step_of_the_sweep_that_fails_keeps_no_other_from_its_round(
    house: House, monkeypatch: pytest.MonkeyPatch, broken: str
):
    def fail(*_: object) -> None:
        raise OSError

    last = asyncio.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(f"web.app.{broken}", SimpleNamespace(drop_old=fail))
    monkeypatch.setattr("web.app.drop_old_tallies", lambda *_: loop.call_soon_threadsafe(last.set))
    sweeping = asyncio.create_task(sweep_for_ever(house.services))
    async with asyncio.timeout(5):
        await last.wait()
    sweeping.cancel()


@pytest.mark.sqlite
async def test_the_key_and_the_salt_of_a_session_that_was_left_are_in_no_file_after_the_next_sweep(
    house: House, pupil: Pupil
):
    await pupil.open()
    (session,) = house.rows("session_tokens")
    await pupil.post("/api/leave")
    assert session.salt in house.database_bytes(), "the journal still holds it: otherwise this test shows nothing"

    sweeping = asyncio.create_task(sweep_for_ever(house.services))
    async with asyncio.timeout(10):
        while session.salt in (stored := house.database_bytes()):  # noqa: ASYNC110 (a file gives no signal)
            await asyncio.sleep(0.05)
    sweeping.cancel()
    assert session.wrapped_key not in stored
