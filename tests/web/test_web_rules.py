"""Rules that have a shape: tokens of buttons, armours, limits, acts in flight."""

import asyncio
import base64
import string
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.web.sealed import STANZA, armoured, seal_falsely
from web.armour import ArmourError, read_armour
from web.desk.key_bodies import months_from
from web.in_flight import InFlight
from web.limits import Limits, Rate
from web.problems import WebError
from web.pupil.buttons import press_token, pressed_payload
from web.pupil.session_keys import read_token, unwrap_key, wrap_key, write_token
from web.times import seconds

keys = st.binary(min_size=32, max_size=32)
REAL = Path(__file__).with_name(
    "real_armour.txt"
)  # made by npm's age-encryption 0.3: two hybrid recipients, 2,048 bytes


@given(keys, st.text(max_size=200))
def test_a_button_gives_back_its_payload(key: bytes, payload: str):
    assume(payload.isprintable())
    assert pressed_payload(key, press_token(key, payload)) == payload


@given(keys, keys, st.text(alphabet='/abc_{}":', max_size=50))
def test_a_button_is_worth_nothing_under_another_key(key: bytes, other: bytes, payload: str):
    assume(key != other)
    with pytest.raises(WebError):
        pressed_payload(other, press_token(key, payload))


@given(keys, st.data())
def test_a_button_that_was_altered_anywhere_is_worth_nothing(key: bytes, data):
    token = press_token(key, "/pas_ca")
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from(string.ascii_letters + string.digits + "-_./="))
    altered = token[:place] + letter + token[place + 1 :]
    assume(altered != token)
    with pytest.raises(WebError):
        pressed_payload(key, altered)


@given(st.text(max_size=100))
def test_no_text_is_a_button(text: str):
    with pytest.raises(WebError):
        pressed_payload(b"k" * 32, text)


@given(keys)
def test_a_token_survives_its_cookie(token: bytes):
    assert read_token(write_token(token)) == token


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_cookie(text: str):
    read = read_token(text)
    assert read is None or len(read) == 32


@given(keys, keys, keys)
def test_a_key_unwraps_only_with_its_token_salt_and_row(key: bytes, token: bytes, other: bytes):
    assume(token != other)
    wrapped = wrap_key(key, token, b"s" * 16, "row")

    assert unwrap_key(wrapped, token, b"s" * 16, "row") == key
    assert unwrap_key(wrapped, other, b"s" * 16, "row") is None
    assert unwrap_key(wrapped, token, b"t" * 16, "row") is None
    assert unwrap_key(wrapped, token, b"s" * 16, "other row") is None
    assert key not in wrapped


def test_an_armour_of_the_real_library_is_read():
    shown = read_armour(REAL.read_text())

    assert shown.stanzas == (STANZA, STANZA)
    assert shown.plaintext_length == 2048


@given(st.integers(1, 20), st.sampled_from([2048, 4096, 8192]))
def test_an_armour_shows_its_stanzas_and_its_length(readers: int, size: int):
    shown = read_armour(seal_falsely(readers, size))

    assert shown.stanzas == (STANZA,) * readers
    assert shown.plaintext_length == size


@given(st.binary(max_size=300))
def test_bytes_that_are_no_age_file_are_refused(raw: bytes):
    with pytest.raises(ArmourError):
        read_armour(armoured(raw))


@given(st.text(max_size=300))
def test_a_text_that_is_no_armour_is_refused(text: str):
    with pytest.raises(ArmourError):
        read_armour(text)


@given(st.data())
def test_a_header_that_lost_a_line_never_shows_the_same_stanzas_and_length(data):
    raw = base64.b64decode("".join(REAL.read_text().split("\n")[1:-2]))
    head, _, rest = raw.partition(b"\n--- ")
    lines = head.split(b"\n")
    lost = data.draw(st.integers(0, len(lines) - 1))
    mutilated = b"\n".join(lines[:lost] + lines[lost + 1 :]) + b"\n--- " + rest
    with pytest.raises(ArmourError):
        read_armour(armoured(mutilated))


def test_a_payload_in_two_chunks_has_one_more_tag():
    assert read_armour(seal_falsely(1, 64 * 1024 + 16 + 5)).plaintext_length == 64 * 1024 + 5


START = datetime(2026, 11, 24, tzinfo=timezone.utc)


@given(st.lists(st.floats(0, 200), max_size=60), st.integers(1, 8), st.integers(1, 60))
def test_no_pause_lets_more_through_than_the_burst_and_the_refill(pauses: list[float], burst: int, per_minute: int):
    now = START
    limits = Limits(lambda: now)
    rate = Rate(burst, per_minute)
    allowed = 0
    for pause in pauses:
        now += timedelta(seconds=pause)
        allowed += limits.take("pupil", rate) == 0

    assert allowed <= burst + sum(pauses) / 60 * per_minute + 1e-6


@given(st.integers(1, 8), st.floats(0.5, 60))
def test_whoever_waits_as_told_is_let_through(burst: int, per_minute: float):
    now = START
    limits = Limits(lambda: now)
    rate = Rate(burst, per_minute)
    while (wait := limits.take("pupil", rate)) == 0:
        pass
    now += timedelta(seconds=wait)

    assert limits.take("pupil", rate) == 0


@given(st.integers(1, 12), st.integers(2000, 2100), st.integers(0, 30))
def test_months_follow_each_other(month: int, year: int, count: int):
    months = months_from(f"{year}-{month:02}", count)

    assert months == sorted(set(months))
    assert len(months) == count
    assert not months or months[0] == f"{year}-{month:02}"


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        seconds(datetime(2026, 11, 24))  # noqa: DTZ001 (that is the point)


async def test_an_act_in_flight_is_done_once_and_its_failure_reaches_everyone():
    done = 0

    async def act():
        nonlocal done
        done += 1
        await asyncio.sleep(0.01)
        raise WebError("assistant_down")

    flights = InFlight()
    results = await asyncio.gather(*(flights.once("k", act, 1) for _ in range(5)), return_exceptions=True)

    assert done == 1
    assert all(isinstance(result, WebError) for result in results)
    assert len(flights) == 0


async def test_a_caller_who_goes_away_does_not_stop_the_act():
    finished = asyncio.Event()

    async def act():
        await asyncio.sleep(0.02)
        finished.set()

    flights = InFlight()
    caller = asyncio.create_task(flights.once("k", act, 1))
    await asyncio.sleep(0)
    caller.cancel()

    await asyncio.wait_for(finished.wait(), 1)


def test_a_clock_set_back_keeps_nobody_out_until_the_old_hour():
    now = [datetime(2026, 11, 24, 12, tzinfo=timezone.utc)]
    limits, rate = Limits(lambda: now[0]), Rate(burst=1, per_minute=1)
    assert limits.take("pupil", rate) == 0
    now[0] -= timedelta(hours=1)
    assert limits.take("pupil", rate) > 0
    now[0] += timedelta(minutes=1)
    assert limits.take("pupil", rate) == 0
