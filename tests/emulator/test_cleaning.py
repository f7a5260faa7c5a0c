from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.cleaning import clean_json
from emulator.richtext import TransformationError, transform
from tests.emulator.running_ent import message

LIMIT = 2_097_152


def stored(text: str) -> str:
    body = json.loads(clean_json(json.dumps({"body": text}, ensure_ascii=False)))["body"]
    assert isinstance(body, str)
    return body


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("il a dit une expression (raciste) devant tous", "il a dit une devant tous"),
        ("c'était pendant l'eval (de maths)", "c'était pendant l'"),
        ("mon message = perdu", "mperdu"),
        ("on change de classe =)", ")"),
        ("on endort tout le monde =)", ")"),
        ("l'éval (de maths)", "l'éval (de maths)"),
        ("avant <script src='x'>après", "avant après"),
        ("voir javascript: ici", "voir ici"),
    ],
)
def test_pupils_words_that_look_like_script_are_cut_out(written, kept):
    assert stored(written) == kept


@pytest.mark.parametrize("joint", ["\u2060"])
def test_a_word_joiner_before_the_sign_saves_the_words(joint):
    written = f"une expression {joint}(raciste), mon message {joint}= x"
    assert stored(written) == written


def test_escapes_are_harmless_alone_and_all_become_the_first_one_beside_a_match():
    assert json.loads(clean_json(json.dumps({"body": "à côté"})))["body"] == "à côté"
    spoilt = json.loads(clean_json(json.dumps({"body": "à côté, eval (x) fini"})))["body"]
    assert spoilt == "à càtà, fini"


def test_an_entity_beside_a_match_breaks_the_json(ent):
    with ent.bearer("lea.martin") as lea:
        alone = lea.post("/conversation/send", json=message(body="<p>&quot;x&quot;</p>"))
        assert alone.status_code == 200
        beside = lea.post("/conversation/send", json=message(body="<p>&quot;x&quot; eval (y)</p>"))
        assert beside.status_code == 400


def test_script_hidden_in_base64_data_goes():
    hidden = base64.b64encode(b"<script>x</script>").decode()
    assert stored(f"avant data:image/png;base64,{hidden}") == "avant data:image/png;"


@given(st.binary(max_size=3000))
def test_armour_is_never_altered(data):
    armour = base64.encodebytes(data).decode()
    body = f"<pre><code>-----BEGIN AGE ENCRYPTED FILE-----\n{armour}-----END AGE ENCRYPTED FILE-----</code></pre>"
    assert stored(body) == body
    assert transform(body, LIMIT) == body


@given(st.text(alphabet=st.characters(categories=("L", "Zs"))))
def test_cleaning_ends_and_is_the_same_the_second_time(text):
    assert stored(stored(text)) == stored(text)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<div class="x">a   b\n c</div>', "<p>a b c</p>"),
        ("nu", "<p>nu</p>"),
        ("<p>a<!-- caché --><custom>b</custom></p>", "<p>ab</p>"),
        ("<pre><code>a   b\n c</code></pre>", "<pre><code>a   b\n c</code></pre>"),
        ('<p data-x="1" onclick="f()">a &lt; b &amp; c</p>', "<p>a &lt; b &amp; c</p>"),
        ('<p><a href="javascript:x">a</a></p>', "<p><a>a</a></p>"),
        ("<p>a<style>p{}</style></p>", "<p>a</p>"),
        ("<p><b>a</b><p>b", "<p><strong>a</strong></p><p>b</p>"),
    ],
)
def test_the_transformer_keeps_a_plain_document(html, kept):
    assert transform(html, LIMIT) == kept


@given(st.text(max_size=200))
def test_transforming_twice_changes_nothing_more(text):
    once = transform(text, LIMIT)
    assert transform(once, LIMIT) == once


def test_too_long_a_body_is_refused():
    with pytest.raises(TransformationError):
        transform("é" * 6, 12)


def test_the_transformer_can_be_off_or_failing(start_ent):
    raw = '<div class="x">a</div>'
    with start_ent(transformer="off").bearer("lea.martin") as lea:
        assert lea.post("/conversation/send", json=message(body=raw)).json()["body"] == raw
    failing = start_ent(transformer="fail")
    with failing.bearer("lea.martin") as lea:
        answer = lea.post("/conversation/send", json=message())
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Content transformation failed for message with id : ")
    assert failing.captured("messages") == []


@pytest.mark.parametrize("raw", ["pas du json", "[]", '{"to": [], "body": "\\ud83c"}', '{"to": [], "body": "\\u0000"}'])
def test_what_the_database_cannot_keep_is_a_400(ent, raw):
    with ent.bearer("lea.martin") as lea:
        assert lea.post("/conversation/draft", content=raw).status_code == 400
        assert lea.post("/conversation/draft", content='{"to": [], "body": "\\\\u0000"}').status_code == 201
