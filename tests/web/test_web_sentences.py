"""Every refusal: promised in docs/contracts.md, raised somewhere, and said in French in data/responses/web.yml."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from handoff.errors import KeyExists, ReadersError
from handoff.keys.errors import KeysError
from handoff.states import State, pupil_word
from tests.web.browsers import Pupil
from tests.web.house import PUBLIC, House
from web import problems, sentences
from web.pupil.adults import WAYS
from web.sentences import Sentences
from web.sign_in_refusals import REASONS

ROOT = Path(problems.__file__).parents[1]
CONTRACT = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
# 409 `group_unknown` \| `group_not_alive` (why)
_REFUSALS = re.compile(r"(\d{3}) (`[a-z_]+`(?: \([^()]*\))?(?: \\\| `[a-z_]+`(?: \([^()]*\))?)*)")
_DESK = {
    "absence_refused",
    "case_closed",
    "case_refused",
    "desk_envelope_unknown",
    "desk_sign_in_needed",
    "fresh_sign_in_needed",
    "head_refused",
    "key_administrator",
    "key_changed",
    "key_exists",
    "key_left",
    "key_not_counted",
    "key_of_yourself",
    "key_unknown",
    "keys_malformed",
    "last_lock",
    "paper_conflict",
    "paper_malformed",
    "presence_needed",
    "recovery_refused",
    "rewrap_refused",
    "shares_refused",
    "signature_refused",
}
_TU = re.compile(r"\b(tu|ton|ta|tes|toi|t')\b", re.IGNORECASE)


def promised() -> set[tuple[str, int]]:
    web = CONTRACT[CONTRACT.index("## Browser ⇄ web") : CONTRACT.index("## Hand-off")]
    found = ((int(status), code) for status, codes in _REFUSALS.findall(web) for code in re.findall(r"`(\w+)`", codes))
    return {(code, status) for status, code in found}


def raised() -> set[str]:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "web").glob("**/*.py"))
    direct = set(re.findall(r'WebError\(\s*"(\w+)"', source)) | set(re.findall(r'else "(\w+)"\)', source))
    told = (*ReadersError.__subclasses__(), *KeysError.__subclasses__(), KeyExists)
    return direct | {error.code for error in told}


def everything_said(node: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for part, child in node.items():
            yield from everything_said(child, f"{name}.{part}".strip("."))
    else:
        assert isinstance(node, str), name
        yield name, node


SAID = dict(everything_said(yaml.safe_load(sentences.FILE.read_text(encoding="utf-8"))))


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal():
    assert Sentences.load().group("errors").keys() == problems.STATUS_OF.keys()


def test_the_contract_promises_exactly_the_refusals_there_are_with_their_status():
    assert promised() == set(problems.STATUS_OF.items())


def test_every_refusal_is_raised_somewhere_and_nothing_else_is():
    assert raised() == problems.STATUS_OF.keys()


def test_every_reason_why_nobody_is_signed_in_has_its_own_sentence():
    told = Sentences.load().group("sign_in")

    assert told.keys() == REASONS
    assert len(set(told.values())) == len(told)


def test_every_kind_of_account_that_is_not_a_pupils_has_its_way():
    assert Sentences.load().group("adults").keys() == set(WAYS.values())


@pytest.mark.parametrize("state", State)
def test_every_state_of_a_message_has_its_sentence(state: State):
    assert SAID[f"states.{pupil_word(state)}"]


@pytest.mark.parametrize("name", SAID)
def test_no_sentence_holds_a_number_to_call_or_a_trace_of_the_machine(name: str):
    assert not re.search(r"\d|http|JSON|Error|token|null|cookie|session|serveur web", SAID[name])


def to_adults(name: str) -> bool:
    return name.removeprefix("errors.") in _DESK or name.startswith(
        ("adults.", "desk_errors.", "holds.", "pages.desk", "pages.not_a_referent")
    )


@pytest.mark.parametrize("name", [name for name in SAID if not to_adults(name)])
def test_a_pupil_is_told_in_short_sentences_and_never_with_vous(name: str):
    assert not re.search(r"\b(vous|votre|vos)\b", SAID[name], re.IGNORECASE)
    phrases = [phrase.split() for phrase in re.split(r"[.?!:]+\s*", SAID[name]) if phrase]
    assert max(len(phrase) for phrase in phrases) <= 16, phrases


@pytest.mark.parametrize("name", [name for name in SAID if to_adults(name)])
def test_an_adult_is_not_spoken_to_as_a_child(name: str):
    assert not _TU.search(SAID[name])


def test_whatever_can_go_wrong_on_any_call_is_said_to_adults_in_their_own_words():
    anywhere = {"bad_request", "not_json", "slow_down", "too_big", "trouble", "wrong_origin", "wrong_type"}

    assert Sentences.load().group("desk_errors").keys() == anywhere
    assert [code for code in anywhere if _TU.search(SAID[f"desk_errors.{code}"])] == []


async def test_the_desk_answers_an_adult_and_the_assistant_a_child(house: House, pupil: Pupil):
    refused = [await pupil.http.post(PUBLIC + path, json={}) for path in ("/desk/api/sign-out", "/api/turns")]

    assert [answer.json()["error"] for answer in refused] == ["wrong_origin"] * 2
    assert [answer.json()["message"] for answer in refused] == [
        SAID["desk_errors.wrong_origin"],
        SAID["errors.wrong_origin"],
    ]
