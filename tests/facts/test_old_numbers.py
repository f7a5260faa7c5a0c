import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.cards import card
from facts.helplines import NEVER, load_helplines
from facts.old_numbers import named_in
from facts.placeholders import fill
from tests.facts.hours import tuesday

KNOWN = load_helplines()
RING = ["renvoie", "redirige", "transfère", "bascule", "sonne", "répond encore"]


@pytest.mark.parametrize(
    "written",
    [
        "3020", "le 3020 marche ?", "c koi le 30 20", "30-20", "30\u00a020", "30\u202f20", "3O2O", "3o20", "3 0 2 0", "trois mille vingt",
        "trois-mille-vingt", "TROIS MILLE VINGT", "trente vingt", "trente-vingt", "le trante vingt", "30 vingt", "trente 20", "3 mille 20",
        "appelle le3020 stp", "3020!!", "(3020)", "c'est le 3018 ou le 3020 ?", "3020/3018", "j'ai fait l'30 20", "３０２０",
    ],
)  # fmt: skip
def test_the_3020_is_recognised_however_it_is_written(written):
    assert named_in(written) == ("3020",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("0 800 200 000", "net_ecoute"), ("0800200000", "net_ecoute"), ("08 00 20 00 00", "net_ecoute"), ("0800.200.000", "net_ecoute"),
        ("+33 800 200 000", "net_ecoute"), ("0033800200000", "net_ecoute"), ("le numéro Net Écoute", "net_ecoute"), ("O8OO 2OO OOO", "net_ecoute"),
        ("0 800 711 025", "besancon"), ("0800-711-025", "besancon"), ("08 00 71 10 25", "besancon"),
        ("08VICTIMES", "08victimes"), ("08 victimes", "08victimes"), ("08-Victimes", "08victimes"), ("08 842 846 37", "08victimes"), ("0884284637", "08victimes"),
        ("116 111", "116111"), ("116111", "116111"), ("11 61 11", "116111"), ("116-111", "116111"), ("le cent seize cent onze", "116111"),
    ],
)  # fmt: skip
def test_the_other_dead_numbers_are_recognised_however_they_are_written(written, name):
    assert named_in(written) == (name,)


@pytest.mark.parametrize(
    "written",
    [
        "", "bonjour", "3018", "le 119", "30 20 euros", "30,20", "30.20", "30/20", "06 30 20 11 22", "0630201122", "130 20", "3020 €", "30 201",
        "j'ai 30 20 ans", "13020", "30200", "07 08 00 20 00 00", "116 000", "116 006", "116 1118", "0 800 235 236", "sur le net écoute moi",
        "j'ai été victime le 08", "en 2020 et 3021", "je suis né le 30 2020",
    ],
)  # fmt: skip
def test_another_number_that_holds_the_same_digits_is_not_one_of_them(written):
    assert named_in(written) == ()


def test_two_old_numbers_in_one_message_are_both_found():
    assert named_in("j'ai le 3020 et le 0 800 200 000 sur mon carnet") == ("3020", "net_ecoute")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    assert set(named_in(text)) <= set(KNOWN.superseded)


@pytest.mark.parametrize("name", sorted(KNOWN.superseded))
def test_what_is_answered_names_the_line_that_replaces_it_and_never_what_calling_it_does(name):
    old = KNOWN.superseded[name]
    said = fill(old.says, tuesday(12))
    replacing = KNOWN.lines[old.replaced_by]
    assert replacing.number in said
    assert replacing.shown != NEVER
    assert (old.number in said) is (name == "3020")
    assert not any(word in said.lower() for word in RING)
    assert len(said.split()) <= 12 + said.count(".")
    assert card(old.replaced_by, tuesday(12))["number"] == replacing.number


def test_the_words_about_the_3020_are_those_that_were_decided():
    assert fill(KNOWN.superseded["3020"].says, tuesday(12)) == "Le 3020 a été remplacé par le 3018."


@pytest.mark.parametrize("spelling", [spelling for old in KNOWN.superseded.values() for spelling in old.spellings])
def test_every_spelling_of_the_file_is_recognised_as_it_is_written_there(spelling):
    assert named_in(f"c'est quoi {spelling} ?")
