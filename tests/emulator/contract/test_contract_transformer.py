from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import is_refused
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import draft, letter, read, stored
from tests.emulator.contract.bench.sentences import say
from tests.emulator.contract.bench.variants import variant

DIV = '<div class="x" data-y="1">Un <!-- caché -->essai <inconnue>ici</inconnue></div>'


@pytest.fixture
def rich(ent):
    """The pupil's client on a target that rewrites rich text."""
    if "<div" in stored(ent.bearer("pupil"), DIV):
        pytest.skip(say("no_transformer"))
    return ent.bearer("pupil")


@fact("2.11/rich-div")
def test_a_div_becomes_a_paragraph(rich):
    body = stored(rich, "<div>Un essai</div>")
    assert "<p" in body
    assert "<div" not in body


@fact("2.11/rich-attributes")
def test_what_is_unknown_is_dropped_and_the_text_stays(rich):
    body = stored(rich, DIV)
    assert not any(each in body for each in ("class=", "data-y", "caché", "inconnue"))
    assert "essai" in body
    assert "ici" in body


@fact("2.11/rich-spaces")
def test_spaces_collapse_except_in_code(rich):
    body = stored(rich, "<p>un    deux\n\n   trois</p><pre><code>un    deux\n\n   trois</code></pre>")
    assert "un deux trois" in body
    assert "un    deux\n\n   trois" in body


@fact("2.11/rich-version")
def test_the_version_of_the_content_is_one(rich):
    assert read(rich, draft(rich))["content_version"] == 1


@fact("2.11/rich-limit")
def test_two_megabytes_are_too_much(rich, door):
    answer = rich.post("/conversation/draft", json=letter(body=f"<p>{'essai ' * 360_000}</p>"))
    assert answer.status_code == 413 or is_refused(answer, "Content transformation failed")


@fact("2.11/rich-off")
def test_without_the_transformer_the_text_stays_as_written(ent):
    if ent.door is None:
        assert_off(ent)
        return
    with variant(ent, "--transformer", "off") as other:
        assert_off(other)


def assert_off(ent) -> None:
    body = stored(ent.bearer("pupil"), DIV)
    if "<div" not in body and ent.door is None:
        pytest.skip(say("has_transformer"))
    assert '<div class="x"' in body
