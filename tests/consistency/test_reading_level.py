import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading_level.ease import ease
from content.reading_level.syllables import syllables
from content.reading_level.table import KINDS, measure, page
from content.reading_level.thresholds import MEASURED_WORDS, least_ease
from content.replies import LEVELS, scenes

# By hand, as they are said in careful reading.
SPOKEN = (
    "école:2 élève:2 adulte:2 danger:2 personne:2 harcèlement:4 aujourd'hui:3 crois:1 faute:1 prévenir:3 quelqu'un:2 oblige:2 idée:2 image:2 "
    "parler:2 lieu:1 travail:2 payer:2 vie:1 rassurer:3 pouvoir:2 l'école:2 c'est:1 oublier:3 réussir:3 poésie:3 noël:2 créer:2 qui:1 longue:1 "
    "fille:1 nuit:1 est-ce:2 m'en:1 maintenant:3 travaille:2 confiance:2 août:1 été:2 idéal:3 guerre:1 bien:1 théâtre:2 européen:4 maïs:2 119:0"
)
words_of_children = st.sampled_from(["je", "te", "crois", "adulte", "parler", "personne", "école", "merci"])


@pytest.mark.parametrize(("word", "said"), [each.rsplit(":", 1) for each in SPOKEN.split()])
def test_syllables_are_counted_as_they_are_said(word, said):
    assert syllables(word) == int(said)


@given(st.text(max_size=30))
def test_any_text_has_a_number_of_syllables(text):
    assert 0 <= syllables(text) <= 2 * len(text)


def test_the_formula_is_that_of_kandel_and_moles():
    # two sentences of two and four words; nine syllables
    assert ease(["Merci beaucoup.", "Je te crois vraiment."]) == pytest.approx(207 - 1.015 * 3 - 73.6 * 9 / 6)


@given(st.lists(words_of_children, min_size=2, max_size=30), st.integers(1, 28))
def test_cutting_a_sentence_in_two_never_makes_it_harder(words, place):
    cut = min(place, len(words) - 1)
    assert ease([" ".join(words[:cut]), " ".join(words[cut:])]) >= ease([" ".join(words)])


def test_a_number_is_no_word_to_read():
    assert ease(["Appelle le 119."]) == ease(["Appelle le."])


def test_nothing_to_read_is_said():
    with pytest.raises(ValueError, match="nothing"):
        ease(["119.", ""])


def test_more_is_asked_for_the_youngest_and_for_whoever_has_told_something():
    for kind in KINDS:
        assert least_ease("primaire", kind) > least_ease("college", kind)
    for level in LEVELS:
        assert least_ease(level, "disclosure") > least_ease(level, "talk")


def test_the_table_has_a_line_for_every_reply_of_each_level():
    read = [reading for reading in scenes() if reading.kind in KINDS]
    made = page(measure(each.file, each.label, each.kind, each.level, each.sentences) for each in read)
    lines = {
        tuple(cell.strip(" `") for cell in line.split("|")[1:3]) for line in made.splitlines() if line.startswith("| `")
    }
    names = {"primaire": "primaire", "college": "collège et lycée"}
    assert lines == {(each.label, names[each.level]) for each in read}


def test_of_a_reply_said_in_several_ways_the_hardest_is_shown():
    hard, easy = ["Une information préoccupante " * MEASURED_WORDS], ["Je te crois. " * MEASURED_WORDS]
    made = page(measure("x.yml", "utter_x[]", "talk", "college", each) for each in (easy, hard))
    assert f"| {ease(hard):.0f} |" in made
    assert f"| {ease(easy):.0f} |" not in made
