import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ent import OwnCopy, Sent
from handoff.arrivals import Sealed
from handoff.carrying.body import carries, empty_draft, extract_armour, letter, texts
from handoff.carrying.proof import Proof, of_answer, of_copy
from tests.handoff.scene import READERS, armour, envelope

FORBIDDEN = "violence|écoute|harcèl|danger|parlons|signal|aide|secret|confidentiel|élève|urgent|référent|bot"
ENT_PATTERNS = r"<script|eval\s*\(|expression\s*\(|atob\s*\(|javascript:|vbscript:|\[\[\s*\$|on[a-z]+\s*="


def sealed(name: str = "un", stanzas: int = 2, size: int = 2048) -> Sealed:
    made = envelope(name)
    return Sealed(made.id, made.school, made.date, made.month, stanzas, size, armour(name, stanzas, size))


LETTER = letter(sealed(), READERS, "https://aide.exemple.fr")


def test_the_subject_is_neutral_and_long_enough_to_hide_the_body():
    assert 50 <= len(texts().subject) <= 200
    assert not re.search(FORBIDDEN, texts().subject + " " + texts().sentence, re.IGNORECASE)
    assert LETTER.subject == empty_draft().subject == texts().subject


def test_the_sentence_is_one_sentence_that_the_ent_leaves_alone():
    assert texts().sentence.count(".") == 1
    assert not set('<>&"=[]()') & set(texts().sentence + texts().subject)


def test_a_draft_left_behind_says_nothing_to_nobody():
    assert (empty_draft().to, empty_draft().body) == ((), "")


def test_the_letter_is_addressed_to_the_sealed_readers_one_by_one():
    assert LETTER.to == READERS


def test_the_letter_carries_link_header_and_armour_and_no_more():
    text = html.unescape(re.sub(r"<[^>]+>", "\n", LETTER.body))
    lines = [line for line in text.split("\n") if line]
    made = sealed()
    assert lines[:8] == [
        texts().sentence,
        f"https://aide.exemple.fr/desk#{made.id}",
        "parlons-en: 1",
        f"id: {made.id}",
        "school: col-zola",
        "date: 2026-11-22",
        "readers: 2",
        "size: 2048",
    ]
    assert "\n".join(lines[8:]) == made.armour.strip()
    assert "size: 2048\n\n-----BEGIN" in LETTER.body
    assert "<pre><code>parlons-en: 1\n" in LETTER.body


def test_nothing_in_the_letter_wakes_the_ents_cleaner():
    assert not re.search(ENT_PATTERNS, LETTER.body, re.IGNORECASE)
    assert "&quot;" not in LETTER.body


def test_the_largest_letter_stays_under_sixty_kilobytes():
    assert len(letter(sealed(stanzas=20, size=8192), READERS, "https://aide.exemple.fr").body.encode()) < 60_000


@given(st.text(), st.text(), st.text(min_size=1))
def test_whatever_surrounds_it_the_armour_comes_back_byte_for_byte(before: str, after: str, name: str):
    made = armour(name.encode("utf-8", "ignore").hex())
    body = f"<p>{html.escape(before)}</p><pre><code>{html.escape(made.strip(), quote=False)}</code></pre>{html.escape(after)}"
    assert extract_armour(body) == made.strip()
    assert carries(body, made)


@given(st.data())
def test_any_character_lost_added_or_changed_is_damage(data: st.DataObject):
    made = armour("un", 1)
    start = LETTER_ONE.index("-----BEGIN")
    position = data.draw(st.integers(start + 1, LETTER_ONE.index("-----END") + 20))
    kind = data.draw(st.sampled_from(["lost", "added", "changed"]))
    kept = LETTER_ONE[position] if kind == "added" else ""
    put = "" if kind == "lost" else ("~" if LETTER_ONE[position] != "~" else "^")
    assert not carries(LETTER_ONE[:position] + put + kept + LETTER_ONE[position + 1 :], made)


LETTER_ONE = letter(sealed(stanzas=1), READERS, "https://aide.exemple.fr").body


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>rien</p>",
        LETTER.body + LETTER.body,
        "-----END AGE ENCRYPTED FILE----- -----BEGIN AGE ENCRYPTED FILE-----",
    ],
)
def test_no_armour_or_two_is_none(body: str):
    assert extract_armour(body) is None
    assert not carries(body, armour("un"))


ANSWER = Sent("d", LETTER.body, 2)
COPY = OwnCopy("d", "SENT", texts().subject, LETTER.body, READERS[::-1])


@pytest.mark.parametrize(
    ("answer", "proof"),
    [
        (ANSWER, Proof.DELIVERED),
        (replace(ANSWER, body=LETTER.body.replace("BEGIN AGE", "BEGIN")), Proof.DAMAGED),
        (replace(ANSWER, sent=0), Proof.NOBODY),
        (replace(ANSWER, sent=1), Proof.FEWER),
        (replace(ANSWER, sent=3), Proof.MORE),
        (replace(ANSWER, sent=1, body=""), Proof.FEWER),
    ],
)
def test_an_answer_proves_only_what_it_says(answer: Sent, proof: Proof):
    assert of_answer(answer, armour("un"), READERS) is proof


@pytest.mark.parametrize(
    ("copy", "proof"),
    [
        (COPY, Proof.CONFIRMED),
        (replace(COPY, body=""), Proof.DAMAGED),
        (replace(COPY, state="RECALL"), Proof.COPY_DIFFERS),
        (replace(COPY, state="DRAFT"), Proof.COPY_DIFFERS),
        (replace(COPY, to=READERS[:1]), Proof.COPY_DIFFERS),
        (replace(COPY, to=(*READERS, "autre")), Proof.COPY_DIFFERS),
    ],
)
def test_a_copy_proves_only_what_it_shows(copy: OwnCopy, proof: Proof):
    assert of_copy(copy, armour("un"), READERS) is proof
