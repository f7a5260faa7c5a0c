import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ent.alteration import is_altered
from tests.ent.emulated import EmulatedEnt
from tests.ent.stored import Mailbox, mailbox_of

WORDS = "abcdeé èàçœ’« »\u00a0…?!.,;'\"\n\t  &<>🌟123-"
CUT = ["une expression (raciste)", "l'eval (de maths)", "mon message =", "javascript:", "on change ="]
texts = st.text(WORDS, max_size=40)
cut = st.sampled_from(CUT)


@pytest.fixture(scope="module")
def mailbox(ent_process: EmulatedEnt) -> Iterator[Mailbox]:
    ent_process.reset()
    yield mailbox_of(ent_process, "lea.martin")
    del ent_process.door.headers["Authorization"]


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


blocks = st.tuples(st.sampled_from(["p", "div", "h1", "blockquote", 'div class="x"', 'p data-a="1"']), texts).map(
    lambda pair: f"<{pair[0]}>{escaped(pair[1])}</{pair[0].split()[0]}>"
)
inline = st.tuples(st.sampled_from(["strong", "em", "u", "span", "b"]), texts).map(
    lambda pair: f"<p>avant <{pair[0]}>{escaped(pair[1])}</{pair[0]}> après</p>"
)
code = texts.map(lambda text: f"<pre><code>x{escaped(text)}x</code></pre>")
link = st.sampled_from(["https://exemple.fr/bureau#1", "mailto:a@exemple.fr"]).map(
    lambda address: f'<p><a href="{address}">ici</a></p>'
)
bodies = st.lists(st.one_of(blocks, inline, code, link), max_size=6).map("".join)


@settings(max_examples=120, deadline=None)
@given(body=bodies)
def test_what_the_ent_only_dresses_otherwise_is_not_altered(mailbox: Mailbox, body: str):
    assert not is_altered(body, mailbox.kept(body))


@settings(max_examples=80, deadline=None)
@given(before=st.text("abcé ,.", min_size=1, max_size=20), lost=cut, after=st.text("abcé ,.", max_size=20))
def test_what_the_ent_cut_is_altered(mailbox: Mailbox, before: str, lost: str, after: str):
    sent = f"{before}. {lost} {after}"
    kept = mailbox.kept(f"<p>{escaped(sent)}</p>")
    survived = html.unescape(re.sub(r"<[^>]*>", "", kept)).split() == sent.split()
    assert not survived
    assert is_altered(f"<p>{escaped(sent)}</p>", kept)


def test_a_body_that_lost_three_characters_is_altered(mailbox: Mailbox, ent_process: EmulatedEnt):
    body = "<p>" + "Il y a quelque chose que je voudrais dire à un adulte. " * 5 + "</p>"
    ent_process.arm({"kind": "damaged_body", "times": 1})
    assert is_altered(body, mailbox.kept(body))
    assert not is_altered(body, mailbox.kept(body))


@given(st.text("abcé", min_size=1, max_size=12), st.text("abcé", min_size=1, max_size=12), st.data())
def test_any_letter_lost_added_or_changed_is_seen(one: str, other: str, data: st.DataObject):
    body = f"<p>{one}</p><pre><code>{other}</code></pre>"
    letters = [at for at in range(len(body)) if body[at] not in "<>" and body[:at].count("<") == body[:at].count(">")]
    place = data.draw(st.sampled_from(letters))
    put = data.draw(st.sampled_from(["", "z", "zz", body[place] + "z"]))
    assert is_altered(body, body[:place] + put + body[place + 1 :])


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<p>un deux</p>", "<p>undeux</p>"),
        ("<p>un</p><p>deux</p>", "<p>undeux</p>"),
        ("<p>un deux</p>", "<p>deux un</p>"),
        ("<p>un</p>", ""),
        ("", "<p>un</p>"),
        ("<p>a\u00a0b</p>", "<p>a b</p>"),
        ("<p>a &lt;b&gt; c</p>", "<p>a <b> c</p>"),
        ("<pre><code>a\nb</code></pre>", "<pre><code>a b</code></pre>"),
        ("<pre><code>a\nb</code></pre>", "<p>a\nb</p>"),
        ('<a href="https://x.fr/1">ici</a>', '<a href="https://x.fr/2">ici</a>'),
        ('<a href="https://x.fr/1">ici</a>', "<p>ici</p>"),
        ("<p>un</p>", "<p>un</p><hr><p>deux</p>"),
        ("<p>un</p>", "<script>un</script>"),
    ],
)
def test_words_or_addresses_that_differ_are_seen(sent: str, stored: str):
    assert is_altered(sent, stored)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ('<div class="x">un</div>', "<p>un</p>"),
        ("<p>un   deux\n trois</p>", "<p>un deux trois</p>"),
        ("un<br>deux", "<p>un<br>deux</p>"),
        ("<p>&eacute;t&#233;</p>", "<p>été</p>"),
        ("<p>un<!-- rien --></p>", "<p>un</p>"),
        ("<font>un</font> deux", "<p>un deux</p>"),
        (
            '<a href="https://x.fr/?a=1&amp;b">ici</a>',
            '<a target="_blank" rel="noopener" href="https://x.fr/?a=1&amp;b">ici</a>',
        ),
        ("<pre>\r\na\r\nb</pre>", "<pre><code>a\nb</code></pre>"),
        ("<p></p>", ""),
    ],
)
def test_another_dress_is_not_an_alteration(sent: str, stored: str):
    assert not is_altered(sent, stored)


@given(st.text(), st.text())
def test_no_text_whatever_breaks_the_comparison(one: str, other: str):
    assert not is_altered(one, one)
    assert is_altered(one, other) == is_altered(other, one)
