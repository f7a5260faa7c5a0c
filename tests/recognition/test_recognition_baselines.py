from pathlib import Path

import pytest
import yaml
from recognised import line

from benchmarks.recognition.ngrams import NGrams
from benchmarks.recognition.stock import EPOCHS, configuration, files
from bot.nlu.situations import BENIGN


@pytest.fixture(scope="module")
def ngrams() -> NGrams:
    days = ["hier", "ce matin", "lundi", "encore", "souvent", "ce soir"]
    dangers = [line(f"mon père me frappe {day}", "violence_famille") for day in days]
    runs = [line(f"je vais fuguer de chez moi {day}", "fugue", urgency=2) for day in days]
    return NGrams([*dangers, *runs, *(line(f"on a eu sport et maths {day}") for day in days)])


def test_ngrams_answer_with_the_likeliest_of_each_head(ngrams: NGrams) -> None:
    understood = ngrams.understand("mon père me frappe tout le temps")
    said = understood.understanding
    assert (said.situation, said.about, said.urgency, said.routes) == (
        "violence_famille",
        "self",
        1,
        ("119", "referents"),
    )
    assert ngrams.understand("je vais fuguer").understanding.routes[0] == "urgence"


def test_their_ranking_is_of_situations_and_their_danger_is_the_mass_of_dangers(ngrams: NGrams) -> None:
    understood = ngrams.understand("on a sport")
    assert understood.understanding.situation in BENIGN
    ranking = dict(understood.ranking)
    assert sum(ranking.values()) == pytest.approx(1.0)
    assert understood.danger == pytest.approx(ranking["violence_famille"] + ranking["fugue"])


def test_a_message_without_a_known_letter_is_answered(ngrams: NGrams) -> None:
    assert ngrams.understand("").understanding.situation
    assert ngrams.understand("مرحبا").understanding.situation


def test_stock_rasa_reads_the_same_lines_under_the_situations_alone(tmp_path: Path) -> None:
    lines = [
        line("il pleut : fort", "hors_sujet__expression"),
        line("- « je pars »", "fugue"),
        line("é" * 300, "fugue"),
    ]
    config, data = files(lines, tmp_path, EPOCHS)
    assert yaml.safe_load(data.read_text(encoding="utf-8"))["nlu"] == [
        {"intent": "fugue", "examples": f"- - « je pars »\n- {'é' * 300}\n"},
        {"intent": "hors_sujet", "examples": "- il pleut : fort\n"},
    ]
    assert yaml.safe_load(config.read_text(encoding="utf-8")) == configuration(40)
