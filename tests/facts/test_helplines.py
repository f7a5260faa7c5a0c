import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from facts.errors import ExpiredFactError, FactError, MalformedFactError, NaiveTimeError, UnknownFactError
from facts.helplines import Helplines, helplines_of, load_helplines
from facts.paris import PARIS
from facts.reading import read
from tests.facts.hours import tuesday

KNOWN = load_helplines()
MAY_BE_CALLED_ANONYMOUS = {"3018"}
NOT_OPEN_ALL_NIGHT = {"3018", "fil_sante_jeunes"}


def helplines_with(change: dict[str, object], line: int = 0) -> Helplines:
    content = read("helplines")
    content["lines"][line] |= change
    return helplines_of(content, KNOWN.holidays)


def test_the_lines_of_the_dossier_are_there_and_the_3020_is_not_one_of_them():
    assert {"119", "3018", "3114", "17", "15", "18", "112", "114", "masecurite"} <= set(KNOWN.lines)
    assert "3020" not in KNOWN.lines
    assert KNOWN.superseded["3020"].replaced_by == "3018"


def test_every_line_says_its_sources_and_is_valid_six_months():
    for line in KNOWN.lines.values():
        assert line.sources
        assert line.verified_on == date(2026, 11, 22)
        assert line.valid_until == date(2027, 5, 22)


def test_the_hours_are_those_of_the_dossier():
    closing = {name: KNOWN.lines[name].schedule for name in KNOWN.by_default() if not KNOWN.lines[name].schedule.always}
    assert set(closing) == NOT_OPEN_ALL_NIGHT
    assert all((schedule.opens, schedule.closes) == (9 * 60, 23 * 60) for schedule in closing.values())


def test_only_the_3018_is_called_anonymous_and_the_119_is_called_confidential():
    for line in KNOWN.lines.values():
        assert ("anonyme" in line.privacy.lower()) == (line.id in MAY_BE_CALLED_ANONYMOUS)
    assert KNOWN.lines["3018"].privacy == "Anonyme et confidentiel"
    assert KNOWN.lines["119"].privacy.startswith("Confidentiel")


def test_the_114_cannot_be_called_with_the_voice():
    line = KNOWN.lines["114"]
    assert line.call is None
    assert line.sms == "sms:114"


def test_what_is_dialled_is_the_number_that_is_shown():
    for line in KNOWN.lines.values():
        digits = re.sub(r"\D", "", line.number)
        for link in (line.call, line.sms):
            if link:
                assert link.partition(":")[2] == digits


def test_no_superseded_number_is_printed_by_a_line():
    printed = " ".join(str(line) for line in KNOWN.lines.values())
    assert all(old.number not in printed for old in KNOWN.superseded.values())


def test_a_line_is_served_on_its_last_day_and_refused_on_the_next():
    last_minute = datetime(2027, 5, 22, 23, 59, tzinfo=PARIS)
    midnight = datetime(2027, 5, 23, 0, 0, tzinfo=PARIS)
    assert KNOWN.serve("119", last_minute).number == "119"
    with pytest.raises(ExpiredFactError):
        KNOWN.serve("119", midnight)
    assert KNOWN.is_served("119", last_minute)
    assert not KNOWN.is_served("119", midnight)


@pytest.mark.parametrize("name", ["3020", "118", ""])
def test_a_line_that_was_never_listed_is_refused(name):
    with pytest.raises(UnknownFactError):
        KNOWN.serve(name, tuesday(12))
    assert not KNOWN.is_served(name, tuesday(12))


@pytest.mark.parametrize(
    "change",
    [
        {"sources": []},
        {"number": ""},
        {"privacy": None},
        {"verified_on": None},
        {"valid_until": date(2026, 11, 22)},
        {"valid_until": "bientôt"},
        {"call": None, "chat": None},
        {"hours": None},
        {"id": "3018"},
        {"id": "3020"},
    ],
    ids="+".join,
)
def test_a_line_that_cannot_be_right_is_refused(change):
    with pytest.raises(MalformedFactError):
        helplines_with(change)


def test_a_superseded_number_must_lead_to_a_live_line():
    content = read("helplines")
    content["superseded"][0]["replaced_by"] = "nowhere"
    with pytest.raises(MalformedFactError):
        helplines_of(content, KNOWN.holidays)


def test_an_hour_without_its_offset_is_refused():
    with pytest.raises(NaiveTimeError):
        KNOWN.serve("119", datetime(2026, 11, 24, 12))  # noqa: DTZ001 (what is refused)


def test_a_missing_or_broken_file_is_one_error_of_this_room(tmp_path):
    (tmp_path / "broken.yml").write_text("a: [", encoding="utf-8")
    (tmp_path / "list.yml").write_text("- a", encoding="utf-8")
    for name in ("absent", "broken", "list"):
        with pytest.raises(MalformedFactError):
            read(name, tmp_path)


def test_every_error_has_a_short_code_of_its_own():
    kinds = [MalformedFactError, UnknownFactError, ExpiredFactError, NaiveTimeError]
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(issubclass(kind, FactError) for kind in kinds)


def test_one_expired_line_does_not_take_the_others_with_it():
    lines = dict(KNOWN.lines)
    lines["3018"] = replace(lines["3018"], valid_until=date(2026, 11, 23))
    aged = Helplines(lines, KNOWN.superseded, KNOWN.holidays)
    assert not aged.is_served("3018", tuesday(12))
    assert aged.is_served("119", tuesday(12))
