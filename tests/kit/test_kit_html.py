import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from administration.kit.announcements import Announcement
from administration.kit.blocks import as_html, as_text, read_blocks
from emulator.cleaning import clean_json
from emulator.inferred import AS_READ
from emulator.richtext import transform
from tests.kit.kit_scene import whole_kit

MOST = 60_000
ALL = [pytest.param(each, id=f"{each.profile}-{each.moment}") for each in whole_kit().announcements]


@pytest.mark.parametrize("announcement", ALL)
def test_the_ent_keeps_the_announcement_as_it_was_made(announcement: Announcement):
    raw = json.dumps({"title": announcement.title, "content": announcement.html}, ensure_ascii=False)
    assert clean_json(raw) == raw
    assert transform(announcement.html, MOST) == announcement.html


@pytest.mark.parametrize("announcement", ALL)
def test_an_ent_that_leaves_links_alone_keeps_it_too(announcement: Announcement):
    otherwise = replace(AS_READ, links_are_rewritten=not AS_READ.links_are_rewritten, empty_paragraphs_stay=False)
    kept = transform(announcement.html, MOST, otherwise)
    assert re.sub(r' (target|rel)="[^"]*"', "", kept) == re.sub(r' (target|rel)="[^"]*"', "", announcement.html)


@pytest.mark.parametrize("announcement", ALL)
def test_text_and_html_say_the_same(announcement: Announcement):
    shown = re.sub(r"<[^>]+>", " ", announcement.html).replace("&amp;", "&").replace("&lt;", "<")
    assert re.sub(r"[\s–.]+", "", shown) == re.sub(r"[\s–.]+", "", announcement.text)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_any_words_of_a_school_survive_the_transformer(words: str):
    made = as_html(read_blocks(words))
    squeezed = re.sub(r"[ \t\r\n\f]+", " ", made)
    assert transform(squeezed, MOST) == squeezed


def test_blocks_become_the_tags_of_the_editor():
    text = "## Titre\n\nUn **mot** et https://exemple.fr/a?b=1&c=2.\n- un\n- deux\n\nFin"
    link = "https://exemple.fr/a?b=1&amp;c=2"
    assert as_html(read_blocks(text)) == (
        "<h2>Titre</h2><p>Un <strong>mot</strong> et "
        f'<a target="_blank" rel="noopener noreferrer nofollow" href="{link}">{link}</a>.</p>'
        "<ul><li><p>un</p></li><li><p>deux</p></li></ul><p>Fin</p>"
    )
    assert as_text(read_blocks(text)) == "Titre\n\nUn mot et https://exemple.fr/a?b=1&c=2.\n\n– un\n– deux\n\nFin\n"
