"""Two models side by side: what is counted, and a page that stands alone."""

import re
from dataclasses import replace

import pytest

from content.compare.changes import BETTER, OTHER, SAME, WORSE, Change, changes, confusion, groups
from content.compare.page import TEXTS, Model, compare, html
from content.gate.hearing import FAILED, Heard
from content.gate.sentences import FORMS, GateSet
from content.gate.words import danger_names
from tests.content.test_gate_judging import CALM, DARK, HIT, NO_FLOORS, NOW, ONLINE, heard

MODELS = (Model("ancien.tar.gz", "a" * 64), Model("nouveau.tar.gz", "b" * 64))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (Change(HIT, heard("violence_famille", 1), heard("hors_sujet", 0)), WORSE),
        (Change(HIT, heard("hors_sujet", 0), heard("violence_famille", 1)), BETTER),
        (Change(HIT, heard("violence_famille", 0), heard("hors_sujet", 0)), WORSE),
        (Change(HIT, heard("violence_famille", 1), heard("violence_famille", 2)), OTHER),
        (Change(HIT, heard("violence_famille", 1), replace(heard("violence_famille", 1), confidence=0.2)), SAME),
        (Change(ONLINE, heard("cyberharcelement", 1), heard("harcelement", 1)), WORSE),  # 3018 too, but another scene
        (Change(NOW, heard("violence_famille", 2), heard("suicide", 2)), OTHER),
        (Change(CALM, heard("hors_sujet", 0), heard("conversation", 0)), OTHER),
        (Change(CALM, heard("hors_sujet", 0), heard("suicide", 1)), WORSE),
        (Change(DARK, FAILED, FAILED), SAME),
        (Change(DARK, heard("hors_sujet", 0), FAILED), OTHER),
    ],
)
def test_what_one_sentence_has_become(change: Change, kind: str):
    assert change.kind == kind


def test_groups_come_by_danger_the_gravest_first_with_the_worst_sentences_on_top():
    sentences = (CALM, HIT, replace(HIT, text="autre"), DARK)
    old = [heard("hors_sujet", 0), heard("hors_sujet", 0), heard("violence_famille", 1), heard("suicide", 1)]
    new = [heard("hors_sujet", 0), heard("violence_famille", 1), heard("hors_sujet", 0), heard("suicide", 1)]
    found = groups(changes(GateSet(sentences, NO_FLOORS, ""), old, new), danger_names())
    assert [group.danger for group in found] == ["suicide", "violence_famille", "calme"]
    family = found[1]
    assert [each.kind for each in family.changed] == [WORSE, BETTER]
    assert (family.old.value, family.new.value, family.count(WORSE)) == (0.5, 0.5, 1)


def test_every_sentence_is_in_the_confusion_once():
    sentences = [HIT, DARK, CALM, NOW]
    rows = confusion(sentences, [heard("suicide", 1), FAILED, heard("hors_sujet", 0), heard("suicide", 2)])
    assert sum(row.total() for row in rows.values()) == len(sentences)
    assert rows["suicide"] == {"rien": 1}


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (heard("violence_famille", 1), heard("violence_famille", 1), "nothing"),
        (heard("violence_famille", 1), heard("hors_sujet", 0), "only_worse"),
        (heard("hors_sujet", 0), heard("violence_famille", 1), "only_better"),
        (heard("violence_famille", 1), heard("violence_famille", 2), "only_other"),
    ],
)
def test_it_is_said_in_one_plain_sentence(old: Heard, new: Heard, name: str):
    it = compare(GateSet((HIT,), NO_FLOORS, ""), MODELS, [old], [new])
    assert it.plainly == TEXTS["plain"][name]


def page_of(text: str = HIT.text) -> str:
    sentences = (replace(HIT, text=text), DARK, CALM, NOW)
    old = [heard("violence_famille", 1), heard("suicide", 1), heard("hors_sujet", 0), heard("violence_famille", 2)]
    new = [heard("hors_sujet", 0), FAILED, heard("suicide", 1), heard("violence_famille", 2)]
    return html(compare(GateSet(sentences, NO_FLOORS, ""), MODELS, old, new), "23/11/2026 à 05h00")


def test_the_page_needs_nothing_but_itself():
    page = page_of()
    assert not re.search(r"<script|<link|<img|<iframe|src=|href=|url\(|@import|\bon\w+=|style=", page)
    assert "default-src 'none'" in page
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_what_is_written_in_a_sentence_stays_text():
    page = page_of('<img src=x onerror=alert(1)> & "bonjour"')
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_the_page_tells_what_the_gate_would_say():
    assert "La barrière refuserait ce modèle, pour" in page_of()


def test_every_way_of_writing_has_a_name_on_the_page():
    assert set(TEXTS["forms"]) == set(FORMS)
