from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from facts.helplines import Helplines, load_helplines
from facts.orientation import lines_for, offers_no_referents, routes
from facts.reading import read
from tests.facts.hours import instants, tuesday

SITUATIONS = {
    entry["id"]: entry["routes"]
    for entry in yaml.safe_load(Path(__file__).with_name("situations.yml").read_text(encoding="utf-8"))["situations"]
}
TOLD = sorted(set(SITUATIONS) - {"conversation", "hors_sujet"})
FLAGS = ["imminent", "suicide_act", "no_voice", "shared_device", "perp_in_school", "perp_reads", "young", "retract", "fear_report", "menace_attaque"]  # fmt: skip
EMERGENCY_LINES = {"17", "15", "18", "112", "114"}
KNOWN_ROUTES = {*load_helplines().lines, "referents", "urgence", "none"}

situations = st.sampled_from(sorted(SITUATIONS))
abouts = st.sampled_from(["self", "other", "author", "none"])
urgencies = st.integers(0, 2)
some_flags = st.sets(st.sampled_from(FLAGS))


def lines(situation, urgency=1, flags=(), at=None):
    return lines_for(situation, "self", urgency, flags, at or tuesday(12))


def test_the_table_is_that_of_situations_yml():
    table = {name: entry["routes"] for name, entry in read("orientation")["situations"].items()}
    assert table == SITUATIONS


@pytest.mark.parametrize("situation", sorted(SITUATIONS))
def test_without_flag_or_danger_the_routes_are_those_of_the_table(situation):
    assert routes(situation, about="self", urgency=1, flags=()) == tuple(SITUATIONS[situation])


@pytest.mark.parametrize("situation", TOLD)
def test_in_danger_the_emergency_comes_first_then_the_table(situation):
    assert routes(situation, about="self", urgency=2, flags=()) == ("urgence", *SITUATIONS[situation][:2])


def test_danger_in_a_conversation_that_told_nothing_is_an_emergency_alone():
    assert routes("conversation", about="none", urgency=2, flags=()) == ("urgence",)


@given(situations, abouts, urgencies, some_flags)
def test_routes_are_at_most_three_known_and_never_twice_the_same(situation, about, urgency, flags):
    found = routes(situation, about=about, urgency=urgency, flags=flags)
    assert 1 <= len(found) <= 3
    assert len(set(found)) == len(found)
    assert set(found) <= KNOWN_ROUTES
    assert "3020" not in found


@given(situations, abouts, urgencies, some_flags)
def test_someone_hurt_by_an_adult_of_the_school_is_never_sent_to_the_school(situation, about, urgency, flags):
    for hurt_by_school in (("violence_adulte_ecole", flags), (situation, flags | {"perp_in_school"})):
        found = routes(hurt_by_school[0], about=about, urgency=urgency, flags=hurt_by_school[1])
        assert "referents" not in found
        assert found in {("none",), ("urgence",)} or "119" in found


@given(st.sampled_from(TOLD), abouts, st.integers(1, 2), some_flags)
def test_an_announced_attack_is_an_emergency(situation, about, urgency, flags):
    announced = flags | {"menace_attaque"}
    assert routes(situation, about=about, urgency=urgency, flags=announced)[0] == "urgence"
    shown = lines_for(situation, about, urgency, announced, tuesday(12))
    assert "17" in shown[:2]


@given(situations, abouts, urgencies, some_flags, instants)
def test_at_any_hour_119_is_shown_and_some_line_answers(situation, about, urgency, flags, at):
    shown = lines_for(situation, about, urgency, flags, at)
    known = load_helplines()
    assert 1 <= len(shown) <= 5
    assert len(set(shown)) == len(shown)
    assert "119" in shown
    assert known.opening(shown[0], at).is_open


@given(situations, abouts, some_flags, instants)
def test_in_danger_emergency_numbers_come_before_the_119(situation, about, flags, at):
    shown = lines_for(situation, about, 2, flags, at)
    assert shown[0] in EMERGENCY_LINES
    before = shown[: shown.index("119")]
    assert EMERGENCY_LINES & set(before)


@given(situations, abouts, some_flags, instants)
def test_someone_in_danger_who_cannot_speak_sees_the_114_first(situation, about, flags, at):
    assert lines_for(situation, about, 2, flags | {"no_voice"}, at)[0] == "114"


@given(situations, abouts, st.integers(0, 1), some_flags, instants)
def test_without_danger_no_emergency_number_frightens(situation, about, urgency, flags, at):
    shown = lines_for(situation, about, urgency, flags - {"menace_attaque"}, at)
    assert not EMERGENCY_LINES & set(shown)


@given(st.sampled_from(["suicide"]), abouts, urgencies, some_flags, instants)
def test_suicidal_thoughts_always_show_the_3114(situation, about, urgency, flags, at):
    assert "3114" in lines_for(situation, about, urgency, flags - {"menace_attaque"}, at)


def test_a_plan_to_die_shows_the_15_first_then_the_3114():
    assert lines("suicide", urgency=2)[:2] == ("15", "3114")


@pytest.mark.parametrize("hour", [9, 12, 22])
def test_by_day_the_3018_comes_first_for_bullying_and_for_what_happens_online(hour):
    for situation in ("harcelement", "cyberharcelement", "chantage_intime", "predation_en_ligne"):
        assert lines(situation, at=tuesday(hour))[0] == "3018"


@pytest.mark.parametrize("hour", [23, 3, 8])
def test_at_night_the_119_takes_its_place_and_the_3018_is_shown_last_as_closed(hour):
    at_night = lines("harcelement", at=tuesday(hour))
    assert at_night == ("119", "3018")


@pytest.mark.parametrize("situation", ["cyberharcelement", "chantage_intime", "predation_en_ligne", "contenu_choquant"])
def test_at_night_online_matters_also_get_masecurite(situation):
    assert "masecurite" in lines(situation, at=tuesday(3))[:2]


def test_a_child_is_not_sent_to_the_line_for_teenagers():
    assert "fil_sante_jeunes" in lines("mal_etre")
    assert "fil_sante_jeunes" not in lines("mal_etre", flags=["young"])


def test_an_unknown_situation_gets_the_three_national_lines():
    assert lines(None) == lines("") == lines("inconnue") == ("119", "3018", "3114")


def test_an_expired_line_is_not_shown_and_another_one_still_is():
    known = load_helplines()
    aged = Helplines(
        known.lines | {"3018": replace(known.lines["3018"], valid_until=date(2026, 11, 1))},
        known.superseded,
        known.holidays,
    )
    assert lines_for("harcelement", "self", 1, (), tuesday(12), helplines=aged) == ("119",)


def test_every_line_of_the_table_exists():
    table = read("orientation")
    named = [
        line
        for entry in [table["default"], *table["situations"].values()]
        for key in ("lines", "when_closed", "urgent")
        for line in entry.get(key, [])
    ]
    assert set(named) <= set(load_helplines().lines)


@pytest.mark.parametrize(
    ("situation", "flags", "withheld"),
    [
        ("violence_adulte_ecole", (), True),
        ("harcelement", ("perp_in_school",), True),
        ("harcelement", ("young",), False),
        (None, (), False),
    ],
)
def test_when_the_group_of_the_school_is_not_proposed(situation, flags, withheld):
    assert offers_no_referents(situation, flags) is withheld
