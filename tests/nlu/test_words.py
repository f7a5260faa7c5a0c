import pytest

from bot.nlu.french.concepts import ConceptFinder, role
from bot.nlu.french.excerpts import LONG, READ_AT_MOST, excerpts, readable
from bot.nlu.french.grams import GROUPS, grams
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.negation import is_denied
from bot.nlu.french.phonetic import phonetic_key

FINDER = ConceptFinder(Lexicons.read())
SOUND_ALIKE = [
    ("frappe", "frape", "frapper", "frapaient"),
    ("ecole", "ekol", "ecol"),
    ("harcele", "arcele", "harceler"),
    ("photo", "foto"),
    ("beau", "bo"),
    ("tabasse", "tabace", "tabasser"),
    ("moquent", "moke", "moquer"),
    ("menace", "menasse", "menacer"),
]
APART = [("tape", "tete"), ("mere", "mort"), ("pere", "peur"), ("viol", "vol"), ("nue", "nuit")]


@pytest.mark.parametrize("words", SOUND_ALIKE, ids=" ".join)
def test_words_that_sound_alike_share_a_key(words: tuple[str, ...]) -> None:
    assert len({phonetic_key(word) for word in words}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_sound_different_do_not(one: str, other: str) -> None:
    assert phonetic_key(one) != phonetic_key(other)


@pytest.mark.parametrize("word", ["гриб", "سلام", "12", "1"])
def test_a_word_of_another_script_is_its_own_key(word: str) -> None:
    assert phonetic_key(word) == word


ROLES = {
    "il me frappe": "FRAPPER<moi",
    "il m a frappe": "FRAPPER<moi",
    "je me fais frapper": "FRAPPER<moi",
    "elle se fait frapper": "FRAPPER<autre",
    "je l ai frappe": "moi>FRAPPER",
    "il me frappe pas": "non-FRAPPER<moi",
    "il arrete pas de me frapper": "FRAPPER<moi",
}


@pytest.mark.parametrize("sentence", ROLES)
def test_an_act_says_who_does_it_to_whom(sentence: str) -> None:
    words = sentence.split()
    found = [
        concept for concept in FINDER.find(words, [phonetic_key(word) for word in words]) if concept.name == "FRAPPER"
    ]
    assert role(found[0], words) == ROLES[sentence]


def test_a_misspelt_word_is_found_in_its_family() -> None:
    words = ["ils", "marcel", "et", "ils", "m", "arcele"]
    assert "harceler" in {concept.name for concept in FINDER.find(words, [phonetic_key(word) for word in words])}


DENIED = {
    ("j ai pas envie de mourir", "mourir"): True,
    ("il m a jamais frappe", "frappe"): True,
    ("il me frappe pas", "frappe"): True,
    ("il me frappe", "frappe"): False,
    ("il arrete pas de me frapper", "frapper"): False,
    ("je dors pas . il me frappe", "frappe"): False,
}


@pytest.mark.parametrize(("sentence", "word"), DENIED, ids=lambda value: value)
def test_a_negation_bears_on_its_own_clause(sentence: str, word: str) -> None:
    words = sentence.split()
    assert is_denied(words, words.index(word)) is DENIED[sentence, word]


def test_every_feature_belongs_to_a_group() -> None:
    features = list(grams("il me frappe tous les soirs , aidez moi !", FINDER))
    assert {name[0] for name in features} == set(GROUPS)


def test_an_empty_sentence_has_no_word_features() -> None:
    assert not [name for name in grams("", FINDER) if name[0] in "gc"]


def test_a_short_message_is_one_piece() -> None:
    assert excerpts("je veux parler a quelqu un") == ["je veux parler a quelqu un"]


def test_a_long_message_loses_no_word() -> None:
    folded = " ".join(["j ai raconte ma journee et puis la cantine ."] * 30)
    pieces = excerpts(folded)
    assert " ".join(pieces) == folded
    assert max(len(piece.split()) for piece in pieces) <= LONG


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    assert max(len(piece.split()) for piece in excerpts("il me tape " * 300)) <= LONG


def test_of_a_text_too_long_the_beginning_and_the_end_are_read() -> None:
    kept = readable("debut " + "blabla " * 2000 + "fin")
    assert len(kept) <= READ_AT_MOST
    assert kept.startswith("debut")
    assert kept.endswith("fin")
