from pathlib import Path

import pytest
import yaml

from settings import SettingsError, readings
from settings.values import DEFAULT_SESSIONS_PER_MINUTE, LEAST_SESSIONS_PER_MINUTE

SESSIONS = "PARLONS_EN_SESSIONS_PER_MINUTE"
ISSUER = "PARLONS_EN_ENT_ISSUER"


def sessions(env: dict[str, str]) -> int:
    return readings.at_least(env, SESSIONS, LEAST_SESSIONS_PER_MINUTE, DEFAULT_SESSIONS_PER_MINUTE)


@pytest.mark.parametrize("env", [{}, {ISSUER: ""}, {ISSUER: "  "}])
def test_an_ent_without_a_key_needs_no_issuer(env: dict[str, str]):
    assert readings.issuer(env, ISSUER) is None


def test_an_issuer_is_kept_letter_for_letter():
    assert readings.issuer({ISSUER: " https://ent.exemple.fr/ "}, ISSUER) == "https://ent.exemple.fr/"


def test_an_issuer_with_a_blank_inside_is_refused():
    with pytest.raises(SettingsError, match=ISSUER):
        readings.issuer({ISSUER: "https://ent.exemple.fr https://autre.exemple.fr"}, ISSUER)


def test_how_many_sessions_may_begin_has_a_default_and_may_be_raised():
    assert sessions({}) == DEFAULT_SESSIONS_PER_MINUTE
    assert sessions({SESSIONS: "9000"}) == 9000


@pytest.mark.parametrize("value", ["119", "0", "-600", "6e2", "beaucoup", "١٢٣٤", "9" * 10])
def test_a_limit_that_would_hold_two_classes_back_or_is_no_number_is_refused(value: str):
    with pytest.raises(SettingsError, match=SESSIONS) as refused:
        sessions({SESSIONS: value})
    assert refused.value.code == "number"


def test_the_least_number_is_the_one_that_the_sentence_says():
    sentences = yaml.safe_load((Path(readings.__file__).parent / "texts.fr.yml").read_text(encoding="utf-8"))
    assert f"au moins {LEAST_SESSIONS_PER_MINUTE}" in sentences["number"]
