"""What a school prints of the notice to pupils (docs/fr/information-eleves.md) is what they read on the screen, word for word."""

import re
from pathlib import Path

import pytest

from content.catalogue import DAY
from facts.placeholders import fill
from web.pupil.levels import OLDER, PRIMARY
from web.pupil.notice_texts import DPO, Notice, load_notice

ROOT = Path(__file__).resolve().parents[2]
PAPER = (ROOT / "docs/fr/information-eleves.md").read_text(encoding="utf-8")
READINGS = {PRIMARY: "À l'école primaire", OLDER: "Au collège et au lycée"}
BLANK = "…"  # where the school writes the address of its data protection officer

Written = list[tuple[str, list[str], list[str]]]


def on_paper(level: str) -> Written:
    """Each section of a reading: its title, its paragraphs, its points, without the marks of markdown."""
    _, _, reading = PAPER.partition(f"\n## {READINGS[level]}\n")
    sections = reading.partition("\n## ")[0].split("\n### ")
    assert sections[0].strip() == ""
    return [_section(each) for each in sections[1:]]


def _section(written: str) -> tuple[str, list[str], list[str]]:
    title, *lines = [line for line in written.replace("**", "").splitlines() if line]
    points = [line.removeprefix("* ") for line in lines if line.startswith("* ")]
    return title, [line for line in lines if not line.startswith("* ")], points


def on_screen(notice: Notice) -> Written:
    return [
        (
            section.title,
            [fill(paragraph.text.replace(DPO, BLANK), DAY) for paragraph in section.paragraphs],
            [fill(point, DAY) for point in section.points],
        )
        for section in notice.sections
    ]


@pytest.mark.parametrize("level", READINGS)
def test_the_paper_and_the_screen_say_the_same_words(level: str):
    assert on_paper(level) == on_screen(load_notice()[level])


def test_the_paper_has_these_readings_and_no_other():
    assert re.findall(r"^## (.+)$", PAPER, re.MULTILINE) == list(READINGS.values())
    assert {notice.words["heading"] for notice in load_notice().values()} == {PAPER.splitlines()[0].removeprefix("# ")}


def test_the_paper_says_what_is_read_while_the_address_is_not_known():
    before, _, _ = PAPER.partition("\n## ")
    quoted = re.findall(r"(?:primaire|lycée) : « ([^»]+) »", before)
    unknown = [
        [
            paragraph.without_dpo
            for section in notice.sections
            for paragraph in section.paragraphs
            if DPO in paragraph.text
        ]
        for notice in (load_notice()[level] for level in READINGS)
    ]
    assert [[each] for each in quoted] == unknown


def test_a_word_changed_on_one_side_would_be_seen():
    title, paragraphs, points = on_paper(PRIMARY)[0]
    assert on_screen(load_notice()[PRIMARY]) != [(title, [*paragraphs, "Un mot."], points), *on_paper(PRIMARY)[1:]]


def test_no_number_of_a_line_is_typed_in_the_file():
    texts = [
        text
        for notice in load_notice().values()
        for section in notice.sections
        for text in (*(paragraph.text for paragraph in section.paragraphs), *section.points)
    ]
    assert not [
        text for text in texts if re.search(r"\b(?:11\d|17|15|18|30\d\d|31\d\d)\b", re.sub(r"\{[^}]*\}", "", text))
    ]


def test_the_assistant_s_own_button_has_the_words_of_the_heading():
    words = (ROOT / "web/client/src/texts/notice.fr.ts").read_text(encoding="utf-8")
    assert f'"{load_notice()[OLDER].words["heading"]}"' in words
