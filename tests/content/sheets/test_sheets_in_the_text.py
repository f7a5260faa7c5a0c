"""A sentence replaced in the text of a file: that sentence says what was asked, and no other character moved."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_project import RESPONSES, SAYINGS

from content.sheets.allowed import ONE_LINE, SEVERAL_LINES, tidy, wrong_in
from content.sheets.examples import Edit, edited, examples
from content.sheets.scalars import UnfaithfulError, replaced, scalars

ROOT = Path(__file__).resolve().parents[3]
SCENES = [("responses", "utter_fugue", number, "text") for number in (0, 1, 2, 4)]
ALIAS = ("responses", "utter_fugue", 3, "text")
LINES = [each.line for each in examples(SAYINGS)]


def said(most: int) -> st.SearchStrategy[str]:
    """What a person may type in a cell: anything that import accepts."""
    odd = st.sampled_from(
        [
            ": ",
            " #",
            "- ",
            "'",
            '"',
            "{",
            "}",
            "[",
            "]",
            "*a",
            "&a",
            "!",
            "%",
            "\\",
            "\\n",
            "é",
            "👩‍👧",
            "|",
            ">",
            "~",
            "null",
            "\n",
            "\n\n",
            "---",
            "’",
            "\u00a0",
        ]
    )
    free = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=20)
    return (
        st.lists(st.one_of(odd, free), max_size=8)
        .map("".join)
        .map(tidy)
        .filter(lambda text: wrong_in(text, "", most) is None)
    )


@settings(deadline=None)
@given(way=st.sampled_from(SCENES), text=said(SEVERAL_LINES), ends=st.sampled_from(["\n", "\r\n"]))
def test_a_text_says_what_was_typed_and_the_rest_is_not_touched(way, text, ends):
    before = RESPONSES.replace("\n", ends)
    after = replaced(before, {way: text})
    assert yaml.safe_load(after)["responses"]["utter_fugue"][way[2]]["text"] == text
    old, new = scalars(before)[way], scalars(after)[way]
    assert after[: new.start] == before[: old.start]
    assert after[new.end :] == before[old.end :]
    others = {other: scalar.value for other, scalar in scalars(before).items() if way not in (other, scalar.same_as)}
    assert {other: scalars(after)[other].value for other in others} == others


@settings(deadline=None)
@given(text=said(SEVERAL_LINES))
def test_what_refers_to_a_text_says_the_same(text):
    told = yaml.safe_load(replaced(RESPONSES, {SCENES[2]: text}))["responses"]["utter_fugue"]
    assert told[2]["text"] == told[3]["text"] == text


def test_a_reference_is_not_a_place_to_write():
    with pytest.raises(UnfaithfulError):
        replaced(RESPONSES, {ALIAS: "autre chose"})


@settings(deadline=None)
@given(texts=st.lists(said(SEVERAL_LINES), min_size=4, max_size=4))
def test_many_texts_at_once(texts):
    told = yaml.safe_load(replaced(RESPONSES, dict(zip(SCENES, texts, strict=True))))["responses"]["utter_fugue"]
    assert [told[way[2]]["text"] for way in SCENES] == texts


@settings(deadline=None)
@given(
    line=st.sampled_from(LINES),
    text=st.one_of(st.none(), said(ONE_LINE)),
    added=st.lists(said(ONE_LINE), max_size=3),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_ways_of_saying_change_line_by_line(line, text, added, ends):
    before = SAYINGS.replace("\n", ends)
    marks = {"about": "self", "urgency": 1}
    after = edited(before, Edit({line: text}, [("fugue", marks, each) for each in added]))
    wanted = [text if each.line == line else each.text for each in examples(before)]
    plain = [each for each in wanted if each is not None]
    assert sorted(each.text for each in examples(after)) == sorted([*plain, *added])
    kept = [each for number, each in enumerate(before.splitlines(keepends=True)) if number != line]
    assert [each for each in kept if each in after.splitlines(keepends=True)] == kept


def test_a_new_sentence_goes_beside_its_kin():
    after = edited(SAYINGS, Edit({}, [("fugue", {"about": "self", "urgency": 1}, "je me casse ce soir")]))
    assert after == SAYINGS.replace("plus de chez moi\n", "plus de chez moi\n    - je me casse ce soir\n")


def test_without_kin_it_makes_a_block_at_the_end():
    added = [
        ("fugue", {"about": "other", "urgency": 2, "flags": ["young"]}, text)
        for text in ("mon frère est parti", "ma sœur aussi")
    ]
    block = "- intent: fugue\n  metadata: {about: other, urgency: 2, flags: [young]}\n  examples: |\n    - mon frère est parti\n    - ma sœur aussi\n"
    assert edited(SAYINGS, Edit({}, added)) == SAYINGS + block
    assert edited(SAYINGS.rstrip("\n"), Edit({}, added)) == SAYINGS + block


@pytest.mark.parametrize("folder", ["responses", "nlu"])
def test_every_real_file_is_one_that_we_can_write_in(folder: str):
    for path in sorted((ROOT / "data" / folder).glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if folder == "nlu":
            first = examples(text)[0]
            assert edited(text, Edit({first.line: first.text})) == text
            continue
        known = {
            way: scalar
            for way, scalar in scalars(text).items()
            if way[0] == "responses" and way[-1] == "text" and scalar.same_as is None
        }
        assert yaml.safe_load(replaced(text, {way: f"{scalar.value} Et voilà." for way, scalar in known.items()}))
