from __future__ import annotations

import base64
import json
import random

import pytest

from tests.emulator.contract.bench.answers import is_refused
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import draft, letter, read, send, stored

EVENTS = """
    click context mouse dblclick key abort error before hash load page resize scroll unload blur change focus input
    invalid reset search select submit drag drop copy cut paste after can end duration emptied play progress seek stall
    suspend time volume waiting message open touch online offline popstate show storage toggle wheel pointer animation begin
""".split()  # noqa: SIM905 read beside the contract's own list
DRAFT = "/conversation/draft"


def posted(ent, raw: str):
    headers = {"Content-Type": "application/json"}
    return ent.bearer("pupil").post(DRAFT, content=raw.encode(), headers=headers)


def raw_letter(body: str, *, ascii_only: bool) -> str:
    return json.dumps(letter(subject="Essai", body=body), ensure_ascii=ascii_only)


@pytest.mark.parametrize(
    ("written", "kept", "lost"),
    [
        pytest.param(
            "il a dit une expression (raciste) devant tous",
            ["il a dit une", "devant tous"],
            ["expression", "raciste"],
            marks=fact("2.11/expression"),
        ),
        pytest.param("c’était pendant l'eval (de maths)", ["pendant l"], ["eval", "maths"], marks=fact("2.11/eval")),
        pytest.param("mon message = fini", ["m", "fini"], ["message"], marks=fact("2.11/message")),
        pytest.param("ici on change de classe =) oui", ["ici", ") oui"], ["classe"], marks=fact("2.11/change")),
        pytest.param("ici on endort tout le monde =) oui", ["ici", ") oui"], ["monde"], marks=fact("2.11/endort")),
    ],
)
def test_words_that_look_like_script_are_cut_out(ent, written, kept, lost):
    body = stored(ent.bearer("pupil"), f"<p>{written}</p>")
    assert all(each in body for each in kept)
    assert not any(each in body for each in lost)


@fact("2.11/accent")
def test_an_accent_is_enough_to_be_left_alone(ent):
    assert "val (de maths)" in stored(ent.bearer("pupil"), "<p>pendant l’éval (de maths)</p>")


@pytest.mark.parametrize(
    "written",
    [
        "<script>x</script>",
        "eval(x)",
        "EXPRESSION ( x )",
        "atob(x)",
        "JavaScript:x",
        "vbscript:x",
        "[[ $x ]]",
    ],
)
@fact("2.11/patterns")
def test_each_pattern_is_deleted(ent, written):
    body = stored(ent.bearer("pupil"), f"<p>avant {written} apres</p>").lower()
    assert "avant" in body
    assert "apres" in body
    assert not any(
        each in body for each in ("script>", "eval(", "expression", "atob", "javascript:", "vbscript:", "[[ $")
    )


@fact("2.11/events")
def test_each_event_up_to_its_equals_sign_is_deleted(ent):
    text = "".join(f"<p>avant{n} on {event} = apres{n}</p>" for n, event in enumerate(EVENTS))
    body = stored(ent.bearer("pupil"), text)
    left = [event for event in EVENTS if f"on {event}" in body]
    assert left == []
    assert "=" not in body
    assert all(f"avant{n}" in body and f"apres{n}" in body for n in range(len(EVENTS)))


@fact("2.11/escapes")
def test_escapes_and_a_pattern_make_every_letter_the_first(ent):
    answer = posted(ent, raw_letter("<p>à côté, une expression (courte)</p>", ascii_only=True))
    assert answer.status_code == 201
    body = read(ent.bearer("pupil"), answer.json()["id"])["body"]
    assert "à càtà" in body
    assert "courte" not in body


@fact("2.11/escapes-alone")
def test_escapes_without_a_pattern_are_left_alone(ent):
    answer = posted(ent, raw_letter("<p>à côté, œuvre</p>", ascii_only=True))
    assert "à côté, œuvre" in read(ent.bearer("pupil"), answer.json()["id"])["body"]


@fact("2.11/quot")
def test_quot_and_a_pattern_break_the_json(ent):
    assert is_refused(posted(ent, raw_letter("<p>&quot;expression (courte)&quot;</p>", ascii_only=False)))


@fact("2.11/quot-alone")
def test_quot_without_a_pattern_passes(ent):
    assert posted(ent, raw_letter("<p>&quot;oui&quot;</p>", ascii_only=False)).status_code == 201


@fact("2.11/encoded")
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode, lambda data: data.hex().encode()])
def test_encoded_bytes_are_left_alone(ent, encode):
    chance = random.Random(2026)  # noqa: S311 the same texts at each run
    texts = [encode(chance.randbytes(2200)).decode() for _ in range(5)]
    body = stored(ent.bearer("pupil"), "".join(f"<p>{text}</p>" for text in texts))
    assert all(text in body for text in texts)


@fact("2.11/armour")
@pytest.mark.parametrize("label", ["AGE ENCRYPTED FILE", "MESSAGE"])
def test_an_armour_in_a_code_block_is_left_alone(ent, label):
    lines = "\n".join(base64.b64encode(random.Random(n).randbytes(48)).decode() for n in range(120))  # noqa: S311
    armour = f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----"
    assert armour in stored(ent.bearer("pupil"), f"<p>Essai</p><pre><code>{armour}</code></pre>")


@fact("2.11/broken-patterns")
@pytest.mark.parametrize("joint", ["\u00a0", "\u2060"])
def test_a_joint_before_the_sign_protects_the_words(ent, joint):
    text = f"une expression{joint}(raciste), l'eval{joint}(de maths), mon message {joint}= fini, on change{joint}=)"
    body = stored(ent.bearer("pupil"), f"<p>{text}</p>")
    for word in ("expression", "(raciste)", "eval", "(de maths)", "message", "= fini", "on change", "=)"):
        assert word in body


@fact("2.11/raw-utf8")
def test_raw_utf8_comes_back_whole(ent):
    text = "é à œ ŷ ñ İ Đặng 你好 مرحبا 🌟 👩‍👧 « oui »"
    assert text in stored(ent.bearer("pupil"), f"<p>{text}</p>")


@fact("2.11/proxy")
def test_a_request_of_more_than_a_megabyte_is_stopped_on_the_way(ent):
    assert ent.bearer("pupil").post(DRAFT, json=letter(body=f"<p>{'essai ' * 190_000}</p>")).status_code == 413


@fact("2.11/sent-too")
def test_the_answer_of_a_send_shows_the_damage(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    body = send(pupil, letter(ent.group, body="<p>une expression (courte) dite</p>"), id=id_)["body"]
    assert "courte" not in body
    assert body == read(ent.bearer("referent"), id_)["body"]
