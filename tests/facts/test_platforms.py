from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from facts.errors import ExpiredFactError, MalformedFactError, UnknownFactError
from facts.paris import PARIS
from facts.placeholders import fill
from facts.platforms import load_platforms, platforms_of
from tests.facts.hours import tuesday

NOON, YEARS_LATER = tuesday(12), datetime(2036, 1, 1, 12, tzinfo=PARIS)
DATED = {"sources": ["somewhere"], "verified_on": date(2026, 11, 22), "valid_until": date(2027, 5, 22)}
VIDEO = {"id": "video", "report": "Own path.", "sureness": "medium", **DATED}
SERVICE = {"id": "service", "name": "Service", "site": "service.example", **DATED}


def written(*platforms: dict[str, Any], removals: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {"any": "Any path.", "game": "Game path.", "platforms": list(platforms), "removals": list(removals)}


def test_a_verified_path_is_said_while_it_holds_then_words_that_do_not_age():
    known = platforms_of(written(VIDEO))
    assert known.say("video", "report", NOON) == "Own path."
    assert known.say("video", "report", YEARS_LATER) == "Any path."


@pytest.mark.parametrize(("kind", "said"), [("any", "Any path."), ("game", "Game path.")])
def test_a_path_that_nobody_has_verified_is_never_said(kind, said):
    assert platforms_of(written({**VIDEO, "kind": kind, "sureness": "low"})).say("video", "report", NOON) == said


def test_a_service_that_has_expired_is_not_given():
    known = platforms_of(written(removals=[SERVICE]))
    assert known.say("service", "site", NOON) == "service.example"
    with pytest.raises(ExpiredFactError):
        known.say("service", "site", YEARS_LATER)


@pytest.mark.parametrize(("owner", "field"), [("video", "site"), ("service", "report"), ("other", "report")])
def test_what_is_not_there_is_unknown(owner, field):
    with pytest.raises(UnknownFactError):
        platforms_of(written(VIDEO, removals=[SERVICE])).say(owner, field, NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {**VIDEO, "report": ""},
        {**VIDEO, "sources": []},
        {**VIDEO, "valid_until": date(2026, 1, 1)},
        {**VIDEO, "sureness": "certain"},
        {**VIDEO, "kind": "television"},
        {key: value for key, value in VIDEO.items() if key != "verified_on"},
    ],
    ids=str,
)
def test_a_platform_that_cannot_be_right_stops_the_start(wrong):
    with pytest.raises(MalformedFactError):
        platforms_of(written(wrong))


def test_the_same_platform_twice_stops_the_start():
    with pytest.raises(MalformedFactError):
        platforms_of(written(VIDEO, VIDEO))


def test_a_sentence_gets_the_path_of_each_platform_of_this_installation():
    for platform in load_platforms().platforms:
        assert "« Signaler" in fill(f"{{{platform}.report}}", NOON)
        assert "« Signaler" in fill(f"{{{platform}.report}}", YEARS_LATER)
