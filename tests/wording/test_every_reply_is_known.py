from hypothesis import given, settings
from hypothesis import strategies as st

from content.catalogue import catalogue, sentences, situations
from content.replies import MOMENTS, OLDER, PRIMARY, scenes

SAID = sorted({said.name for said in catalogue()})
READ: dict[str, set[str]] = {PRIMARY: set(), OLDER: set()}
for each in scenes():
    READ[each.level] |= set(each.bubbles)
CONDITIONS = [(name, value) for said in catalogue() for name, value in said.conditions.items()]
FLAGS = sorted(
    {value for name, value in CONDITIONS if name == "flags"} | {"fear_report", "retract", "no_voice", "perp_in_school"}
)
SLOTS = {
    name: sorted({value for slot, value in CONDITIONS if slot == name})
    for name, _ in CONDITIONS
    if name not in ("flags", "register")
}

pupils = st.fixed_dictionaries(
    {"register": st.sampled_from(["primaire", "college", "lycee"])},
    optional={
        **{name: st.sampled_from(values) for name, values in SLOTS.items()},
        "situation": st.sampled_from(sorted(situations())),
        "flags": st.lists(st.sampled_from(FLAGS), unique=True, max_size=3),
    },
)


# What tests/consistency judges is all that can be said: it chooses the words without Rasa, and this holds it against the real choice.
@settings(max_examples=600, deadline=None)
@given(st.sampled_from(SAID), pupils, st.sampled_from(sorted(MOMENTS)), st.lists(st.sampled_from(FLAGS), max_size=2))
def test_whatever_is_said_to_whomever_at_whatever_hour_was_judged(say, name, slots, moment, just_said):
    level = PRIMARY if slots["register"] == "primaire" else OLDER
    message = say(name, MOMENTS[moment], just_said=just_said, **slots)
    assert [bubble for bubble in message["texts"] if bubble not in READ[level]] == []


# What is put under an answer (a fear answered, a reminder, a second subject) neither repeats one of its sentences nor asks a second question.
@settings(max_examples=600, deadline=None)
@given(st.sampled_from(SAID), pupils, st.sampled_from(FLAGS))
def test_what_is_put_together_says_nothing_twice_and_asks_one_thing(say, name, slots, feared):
    message = say(name, just_said=[feared], **slots)
    said = [sentence for bubble in message["texts"] for sentence in sentences(bubble)]
    assert [sentence for sentence in said if said.count(sentence) > 1] == []
    assert len([sentence for sentence in said if "?" in sentence]) <= 1
