import html
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ent.cleaner import JOINER, protect, protect_html
from tests.ent.emulated import EmulatedEnt
from tests.ent.stored import Mailbox, mailbox_of

SENTENCES = [
    "Il a dit une expression (raciste) devant tous.",
    "C'était pendant l'eval (de maths), il m'a tapé.",
    "mon message = une photo de moi",
    "On change de classe =) et ça recommence",
    "quand on endort tout le monde =)",
    "il a écrit javascript : c'est nul",
    "elle met <script> partout </script> dans ses messages",
    "un code [[ $moi ]] sur la table",
    "fonction atob (je sais pas)",
    "EXPRESSION\n(méchante)",
    "l'image est en base64 , PHNjcmlwdD4=",
]
MENACED = [
    "eval",
    "expression",
    "atob",
    "javascript",
    "vbscript",
    "script",
    "base64",
    "on",
    "message",
    "change",
    "click",
    "en",
]
SIGNS = [
    "(",
    ")",
    "=",
    ":",
    "<",
    ">",
    "</",
    "[[",
    "$",
    "]]",
    " ",
    "\n",
    "\t",
    "é",
    "\\n",
    "\\",
    "PHNjcmlwdD4=",
    ",",
    "\u00a0",
]
pieces = st.lists(st.sampled_from(MENACED + SIGNS), max_size=14).map("".join)


@pytest.fixture(scope="module")
def mailbox(ent_process: EmulatedEnt) -> Iterator[Mailbox]:
    ent_process.reset()
    yield mailbox_of(ent_process, "lea.martin")
    del ent_process.door.headers["Authorization"]


def words(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", body)).replace(JOINER, "").split(" ")).strip()


def paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_french_sentence_that_the_ent_would_cut_survives(mailbox: Mailbox, sentence: str):
    seen = sentence.replace("\n", " ")
    assert words(mailbox.kept(paragraph(sentence))) != seen
    assert words(mailbox.kept(paragraph(protect(sentence)))) == seen


@pytest.mark.parametrize(
    "sentence", ["l'éval (de maths)", "un message", "Ça va (ou pas) : oui = non", "", "on se parle"]
)
def test_what_the_ent_leaves_alone_is_left_alone(mailbox: Mailbox, sentence: str):
    assert protect(sentence) == sentence
    assert words(mailbox.kept(paragraph(sentence))) == sentence


@settings(max_examples=150, deadline=None)
@given(text=pieces)
def test_whatever_the_pieces_nothing_is_cut(mailbox: Mailbox, text: str):
    kept = mailbox.kept(f"<pre><code>{html.escape(protect(text), quote=False)}</code></pre>")
    shown = html.unescape(re.sub(r"<[^>]*>", "", kept))
    assert shown.replace(JOINER, "") == text


@given(text=st.one_of(st.text(), pieces))
def test_to_the_eye_the_text_is_the_same_and_twice_is_harmless(text: str):
    once = protect(text)
    assert once.replace(JOINER, "") == text.replace(JOINER, "")
    assert protect(once) == once


@pytest.mark.parametrize("hostile", ["onload", "on message ", "eval ", "on", "on" + " " * 9, "onclick=", "[ ", "< "])
def test_a_long_text_takes_no_longer_than_it_must(hostile: str):
    started = time.process_time()
    protect(hostile * 20_000)
    assert time.process_time() - started < 5


def test_in_html_the_tags_are_left_alone():
    content = '<p class="x">mon message = <a href="https://exemple.fr/page?on=1">expression (x)</a></p>'
    assert protect_html(content) == (
        f'<p class="x">mon message {JOINER}= <a href="https://exemple.fr/page?on=1">expression {JOINER}(x)</a></p>'
    )
