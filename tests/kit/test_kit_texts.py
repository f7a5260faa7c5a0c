import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from administration.kit.announcements import levels_of, profiles_for
from content.catalogue import PRIMARY_WORDS, sentences, words
from facts.helplines import load_helplines
from tests.consistency.forbidden_words import EVERYWHERE
from tests.kit.kit_scene import ADDRESS, ADULTS, BLOG, MOMENTS, PUPILS, text_of, whole_kit

FILES = sorted(Path("data/kit").glob("*.yml"))
EVERYONE = (*PUPILS, *ADULTS)
EVERY_TEXT = [(profile, moment) for profile in EVERYONE for moment in MOMENTS]
PUPILS_TEXT = [(profile, moment) for profile, moment in EVERY_TEXT if profile in PUPILS]
NOT_FOR_ADULTS = {"R16 never why", "R46 parents are not the default", "B.1 B.2 B.17 advice that harms"}
EMERGENCY = ("17", "15", "18", "112", "114")
LINES = ("119", "3018", "3114")
NOBODY_READS = r"personne ne lit|aucun adulte ne lit"
NOBODY_TOLD = r"personne n'est prévenu|rien n'alerte qui que ce soit"


def strings(written: object) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    for each in written.values() if isinstance(written, dict) else written if isinstance(written, list) else ():
        yield from strings(each)


def has_number(text: str, number: str) -> bool:
    return re.search(rf"(?<!\d){number}(?!\d)", text) is not None


@pytest.mark.parametrize(("profile", "moment"), EVERY_TEXT)
def test_every_text_gives_the_helplines_and_says_what_to_do_in_danger(profile: str, moment: str):
    text = text_of(profile, moment)
    assert [number for number in (*LINES, *EMERGENCY) if not has_number(text, number)] == []
    assert re.search(r"danger", text)
    assert re.search(r"(par|un) SMS", text)


@pytest.mark.parametrize(("profile", "moment"), EVERY_TEXT)
def test_every_text_says_that_nobody_reads_the_chat_and_nobody_is_told(profile: str, moment: str):
    text = text_of(profile, moment).lower()
    assert re.search(NOBODY_READS, text)
    assert re.search(NOBODY_TOLD, text)


@pytest.mark.parametrize("profile", EVERYONE)
def test_the_announcement_says_what_it_is_who_reads_and_what_it_is_not(profile: str):
    text = text_of(profile)
    assert "programme" in text
    assert "Violences, parlons-en" in text
    assert re.search(r"du lundi au vendredi de 8 h à 17 h", text)
    assert re.search(r"noms|qui lira|ceux qui liront|gardés comme lecteurs", text)
    assert re.search(r"pas (pour les urgences|un service d'urgence)|ne peut pas venir t'aider", text)
    assert re.search(r"doivent agir|devront agir|obligés d'agir|oblige à agir|procureur", text)
    assert re.search(r"nuit", text)


@pytest.mark.parametrize("profile", [*PUPILS, "personnels"])
def test_the_announcement_says_how_to_leave_and_what_the_exit_does_not_erase(profile: str):
    text = text_of(profile)
    assert "Quitter vite" in text
    assert "trois fois la touche Maj" in text
    assert re.search(r"historique du navigateur n'est pas effacé|garde le nom des pages", text)


@pytest.mark.parametrize("profile", PUPILS)
def test_a_pupil_is_relieved_of_fault_and_may_write_for_someone_else(profile: str):
    text = text_of(profile)
    assert re.search(r"pas ta faute|pas à toi d'en porter la faute", text)
    assert re.search(r"quelqu'un", text)
    assert ADDRESS in text


@pytest.mark.parametrize(("profile", "moment"), EVERY_TEXT)
@pytest.mark.parametrize("rule", EVERYWHERE)
def test_what_the_assistant_never_says_the_kit_does_not_say(profile: str, moment: str, rule: str):
    if profile in ADULTS and rule in NOT_FOR_ADULTS:
        return
    found = re.search(EVERYWHERE[rule], text_of(profile, moment), re.IGNORECASE)
    assert found is None, found


@pytest.mark.parametrize(("profile", "moment"), EVERY_TEXT)
def test_no_text_promises_secrecy_and_only_the_3018_is_anonymous(profile: str, moment: str):
    text = text_of(profile, moment)
    assert re.search(r"(reste|restera|garde|garder|gardent) (un )?secret|en toute discrétion|totalement", text) is None
    for line in text.splitlines():
        assert "nonym" not in line or "3018" in line


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_pupil_of_eight_reads_sentences_of_twelve_words(moment: str):
    text = text_of("eleves_primaire", moment).replace(BLOG, "").replace(ADDRESS, "")
    without_hours = (
        text.replace(" du lundi au vendredi de 8 h à 17 h", " les jours de classe")
        .replace(": tous les jours de 9 h à 23 h", "")
        .replace(": tous les jours, jour et nuit", "")
    )
    long = [sentence for sentence in sentences(without_hours) if words(sentence) > PRIMARY_WORDS]
    assert [sentence for sentence in long if "établissements près de chez toi" not in sentence] == []


def test_adults_are_addressed_as_adults_and_pupils_as_pupils():
    for profile, moment in EVERY_TEXT:
        text = re.sub(r"« [^»]* »", "", text_of(profile, moment))
        assert re.search(r"\b(tu|toi|tes)\b" if profile in ADULTS else r"\b(vous|votre|vos)\b", text) is None


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_no_number_is_written_by_hand_in_a_text_of_the_kit(file: Path):
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    values = [text for text in strings(written) if text not in load_helplines().lines]
    digits = [text for text in values if re.search(r"\d", re.sub(r"\{[^}]*\}", "", text))]
    assert [text for text in digits if not re.search(r"A4|100 %|^\d\. |1er|\n1\. ", text)] == []


def test_the_school_is_told_in_order_those_who_work_there_first():
    assert profiles_for(("college",)) == ("personnels", "parents", "eleves_college")
    seen = list(dict.fromkeys(each.profile for each in whole_kit().announcements))
    assert seen == ["personnels", "parents", *PUPILS]


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("Collège Émile-Zola", ("college",)),
        ("LYCÉE Albert-Camus", ("lycee",)),
        ("École des Tilleuls", ("primaire",)),
        ("Cité scolaire du Lac", ("primaire", "college", "lycee")),
        ("", ("primaire", "college", "lycee")),
    ],
)
def test_the_level_is_read_from_the_name_when_it_says_it(name: str, levels: tuple[str, ...]):
    assert levels_of(name) == levels
