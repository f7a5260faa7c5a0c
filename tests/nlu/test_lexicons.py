import re
from collections import Counter

import pytest

from bot.nlu.danger import DangerRules
from bot.nlu.flags import FlagRules
from bot.nlu.french.characters import fold
from bot.nlu.french.lexicon import FOLDER, LexiconError, Lexicons
from bot.nlu.french.patterns import read_sections

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_every_list_says_where_it_comes_from(name: str) -> None:
    assert re.search(r"^# source: \S", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("name", "section"), [("sms", "words"), ("sms", "elisions"), ("emoji", "emoji")])
def test_no_word_is_given_two_meanings(name: str, section: str, lexicons: Lexicons) -> None:
    assert lexicons.pairs(name, section)


def test_sms_words_are_in_lower_case_and_not_already_plain(lexicons: Lexicons) -> None:
    pairs = lexicons.pairs("sms", "words").items()
    assert [
        written for written, meant in pairs if written == meant or (written + meant) != (written + meant).lower()
    ] == []


def test_disguised_words_are_written_without_accents(lexicons: Lexicons) -> None:
    assert [word for word in lexicons.lines("disguised")["words"] if word != fold(word)] == []


def test_a_family_says_no_word_twice(lexicons: Lexicons) -> None:
    for family, lines in lexicons.lines("concepts").items():
        entries = Counter(entry.strip() for line in lines for entry in line.split(","))
        assert [entry for entry, count in entries.items() if count > 1 or not entry] == [], family


@pytest.mark.parametrize("name", ["danger", "flags"])
def test_every_pattern_can_be_read(name: str, lexicons: Lexicons) -> None:
    assert read_sections(lexicons, name)


def test_every_guard_that_an_alarm_names_exists(lexicons: Lexicons) -> None:
    sections = read_sections(lexicons, "danger")
    guards = {section.name for section in sections if section.kind == "guard"}
    named = {guard for section in sections for guard in section.words("guards")}
    assert named <= guards


def test_a_pattern_that_cannot_be_read_is_named_in_the_error(lexicons: Lexicons) -> None:
    broken = Lexicons({**lexicons.texts, "flags": "[names]\nqui = (il|elle)\n[flag wrong]\n(il .. {nobody}\n"})
    with pytest.raises(LexiconError, match="wrong"):
        FlagRules(broken)


def test_a_word_written_twice_is_refused() -> None:
    twice = Lexicons({"sms": "[words]\nslt = salut\nslt = salutations\n"})
    with pytest.raises(LexiconError, match="slt"):
        twice.pairs("sms", "words")


def test_the_digest_changes_with_any_list(lexicons: Lexicons) -> None:
    for name in lexicons.texts:
        assert Lexicons({**lexicons.texts, name: lexicons.texts[name] + "\n# x"}).digest() != lexicons.digest()


def test_rules_are_made_from_the_lists_given_and_from_no_file(lexicons: Lexicons) -> None:
    bare = Lexicons({"danger": "[names]\nqui = (il)\n[alarm one | urgency=1]\n{qui} crie\n[guard hyperbole]\nmdr\n"})
    assert [alarm.name for alarm in DangerRules(bare).alarms("il crie")] == ["one"]
