"""What the papers for the DPO say of durations and of what is kept, against the code. Documents: docs/fr/aipd.md and those beside it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import given.tables
import handoff.cases.tables
import handoff.keys.tables
import handoff.tables
import schools.tables
import tallies.tables
import web.tables
from given.keeping import KEPT as GIVEN_KEPT
from handoff import retention, tokens
from handoff.cases import holds
from schools import pages
from schools.page import KEPT_MONTHS, LEAST_KEPT, MOST_KEPT
from tallies.counting import KEPT_YEARS
from tallies.publishing import THRESHOLD
from web import ent_logouts, staff_sessions
from web.pupil import sessions, sign_ins, word_tries

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "fr"
ROOMS = (
    handoff.tables.metadata,  # those of the keys and the cases join it
    given.tables.METADATA,
    schools.tables.METADATA,
    tallies.tables.METADATA,
    web.tables.METADATA,
)
TABLE_OF_RASA = "tracker_events"  # bot.memory.tables needs Rasa; its room's own tests know it
TABLE_OF_ALEMBIC = "alembic_version"  # the revision of the others
KEPT_BY_RASA_HOURS = 2  # an hour after the last event, rounded up to the hour
PAPERS = ("aipd.md", "registre.md", "information-eleves.md", "securite.md", "incident.md")

# What each duration of the analysis's table is in the code: the table's row is found by one of the tables it names.
SAID: dict[str, tuple[str, ...]] = {
    "sessions": (f"{sessions.SILENCE_SECONDS // 60} minutes",),
    "tracker_events": (f"{sessions.SILENCE_SECONDS // 60} minutes", f"{KEPT_BY_RASA_HOURS} heures"),
    "sign_ins": (f"{sign_ins.STATE_SECONDS // 60} minutes",),
    "ent_tokens": (f"{tokens.LIFE // timedelta(hours=1)} heure",),
    "word_tries": (f"{word_tries.WINDOW_SECONDS // 3600} heure",),
    "envelopes": (f"{retention.KEPT_MONTHS} mois", f"{LEAST_KEPT} à {MOST_KEPT} mois"),
    "referent_absences": (f"{retention._OVER.days + 1} jours",),
    "holds": (f"{holds.ASKED_KEEPS.days} jours",),
    "desk_sessions": (
        f"{staff_sessions.SILENCE_SECONDS // 60} minutes",
        f"{staff_sessions.LIFE_SECONDS // 3600} heures",
    ),
    "ent_logouts": (f"{ent_logouts.REMEMBERED_SECONDS // 60} minutes",),
    "school_pages": (f"les {pages.MOST_VERSIONS} dernières versions",),
    "tallies": (f"{KEPT_YEARS} ans",),
    "given_sentences": (f"{GIVEN_KEPT.days} jours",),
}
# Delays that are no duration of the code: the law's, and what a person decides or promises.
OF_PEOPLE = {
    "72 heures": "RGPD, article 33",
    "30 jours": "what we advise for backups",
    "3 mois": "what we advise for logs",
    "7 jours": "updates",
    "2 jours": "updates",
    "3 jours": "answers to who reports a hole",
    "10 jours": "the same",
    "15 jours": "what happened, written",
}
_DURATION = re.compile(r"\b(?:(\d+) à )?(\d+) (minutes?|heures?|jours?|mois|ans?)\b")
_TABLE_NAME = re.compile(r"`([a-z_]+)`")


def written(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def rows_of_what_is_kept() -> Iterator[tuple[list[str], str]]:
    """The tables that a row names, and when it says that they are erased."""
    for line in written("aipd.md").partition("## 3.")[2].partition("\nHors de la base")[0].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and _TABLE_NAME.search(cells[1]):
            yield _TABLE_NAME.findall(cells[1]), cells[3]


def durations(text: str) -> set[str]:
    found = set()
    for low, high, unit in _DURATION.findall(text):
        plural = unit if unit == "mois" else unit.rstrip("s") + ("s" if int(high) > 1 else "")
        found.add(f"{low} à {high} {plural}" if low else f"{high} {plural}")
    return found


def test_every_table_of_the_database_is_in_the_analysis_once() -> None:
    named = [table for tables, _ in rows_of_what_is_kept() for table in tables]
    kept = {name for metadata in ROOMS for name in metadata.tables} | {TABLE_OF_RASA, TABLE_OF_ALEMBIC}
    assert sorted(named) == sorted(kept)


@pytest.mark.parametrize("table", sorted(SAID))
def test_the_analysis_says_the_durations_of_the_code(table: str) -> None:
    [erased] = [erased for tables, erased in rows_of_what_is_kept() if table in tables]
    assert durations(erased) == set().union(*(durations(said) for said in SAID[table]))
    assert all(said in erased for said in SAID[table]), erased


def test_rasa_keeps_its_rows_no_longer_than_the_analysis_says() -> None:
    source = (FOLDER.parents[1] / "bot" / "memory" / "tracker_store.py").read_text(encoding="utf-8")
    [hours] = re.findall(r"^KEEP = timedelta\(hours=(\d+)\)", source, re.MULTILINE)
    assert int(hours) + 1 == KEPT_BY_RASA_HOURS


def test_no_number_under_the_one_of_the_papers_is_shown() -> None:
    for paper in ("aipd.md", "information-eleves.md"):
        assert re.search(rf"(?:rien sous|plus petit que) {THRESHOLD}\b", written(paper)), paper


def test_a_row_without_a_known_duration_says_none() -> None:
    for tables, erased in rows_of_what_is_kept():
        if not set(tables) & set(SAID):
            assert not durations(erased), tables


def test_the_kept_months_of_the_page_are_those_of_the_erasing() -> None:
    assert (retention.KEPT_MONTHS, retention.LEAST_KEPT) == (KEPT_MONTHS, LEAST_KEPT)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_says_a_duration_that_the_analysis_does_not(paper: str) -> None:
    known = set().union(*(durations(said) for values in SAID.values() for said in values)) | set(OF_PEOPLE)
    known |= {f"{LEAST_KEPT} mois", f"{MOST_KEPT} mois"}
    assert durations(written(paper)) <= known


@pytest.mark.parametrize("paper", ["registre.md", "information-eleves.md"])
def test_the_register_and_the_notice_say_the_silence_the_keeping_and_the_counting(paper: str) -> None:
    said = durations(written(paper).replace("entre 3 et 24 mois", "3 à 24 mois"))
    assert {f"{sessions.SILENCE_SECONDS // 60} minutes", f"{KEPT_MONTHS} mois", f"{KEPT_YEARS} ans"} <= said
    assert f"{LEAST_KEPT} à {MOST_KEPT} mois" in said


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    root = FOLDER.parents[1]
    named = re.findall(r"`((?:tests|docs|benchmarks)/[\w/.-]+)`", written(paper))
    missing = [name for name in named if not (root / name).exists()]
    linked = re.findall(r"\]\(([\w./-]+)\)", written(paper))
    missing += [name for name in linked if not (FOLDER / name).exists()]
    assert not missing


def test_a_wrong_duration_would_be_seen() -> None:
    assert durations("après 45 minutes, ou de 3 à 24 mois ; 1 heure") == {"45 minutes", "3 à 24 mois", "1 heure"}
