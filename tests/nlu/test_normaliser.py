import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.french.characters import fold
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normaliser

NORMALISER = Normaliser(Lexicons.read())
WRITTEN = {
    "jveu mourir": "je veux mourir",
    "jss tro fatigué": "je suis trop fatigue",
    "chui en PLS jpp": "je suis en boule j en peux plus",
    "mon daron me tape": "mon pere me tape",
    "il ma frapper": "il m a frapper",
    "ils mon tapé a lecole": "ils m ont tape a l ecole",
    "ma mère ma dit non": "ma mere m a dit non",
    "ma mere": "ma mere",
    "c tjrs les mm": "c est toujours les meme",
    "c est moi": "c est moi",
    "g peur": "j ai peur",
    "j ai 12 ans": "j ai 12 ans",
    "t qui ?": "t es qui ?",
    "ya qqn ki mfrappe tlj": "il y a quelqu un qui me frappe tous les jours",
    "kk1 ma dit ke t nul": "quelqu un m a dit que t es nul",
    "sa va pas": "ca va pas",
    "sa mère": "sa mere",
    "ses toujours moi": "c est toujours moi",
    "ses affaires": "ses affaires",
    "demain c'est ds de maths": "demain c est controle de maths",
    "ds ma classe": "dans ma classe",
    "jmange pu": "je mange plus",
    "j'ai pas pu": "j ai pas pu",
    "jvoudrai parler": "je voudrai parler",
    "jeudi j'ai un jeu": "jeudi j ai un jeu",
    "nooooon stpppp": "non s il te plait",
    "mdrrrrr": "mdr",
    "ahahahah": "mdr",
    "j’ai l‘impression": "j ai l impression",
    "mon beau-père": "mon beau pere",
    "ma mer me tap": "ma mere me tap",
    "sa bel mer": "sa bel mere",
    "au bord de la mer": "au bord de la mer",
    "mn pere": "mon pere",
    "dans 20 mn": "dans 20 mn",
    "dans dix mn je pars": "dans dix mn je pars",
    "g u peur": "j ai eu peur",
    "la lettre u": "la lettre u",
    "vit svp": "vite s il vous plait",
    "il vit avec nous": "il vit avec nous",
    "jai envie de m su1c1der": "j ai envie de me suicider",
    "v!ol": "viol",
    "s u i c i d e": "suicide",
    "il a eu b ou a": "il a eu b ou a",
    "𝓳𝓮 veux": "je veux",
    "<b>salut</b>&nbsp;toi": "salut toi",
}


@pytest.mark.parametrize("written", WRITTEN, ids=WRITTEN.keys())
def test_teenage_french_is_read_as_plain_french(written: str) -> None:
    assert NORMALISER.normalise(written).folded == WRITTEN[written]


def test_accents_and_punctuation_stay_in_the_standard_form() -> None:
    assert (
        NORMALISER.normalise("jsuis pas allé à l'école, t sur ?").standard == "je suis pas allé à l'école , t'es sur ?"
    )


def test_a_known_picture_becomes_a_word_that_rules_can_read() -> None:
    assert NORMALISER.normalise("il a un 🔪").folded == "il a un couteau"


def test_a_mood_is_one_token_for_the_model_and_is_left_out_for_the_encoder() -> None:
    read = NORMALISER.normalise("ça va 😭😭")
    assert (read.standard, read.folded) == ("ça va", "ca va emopleure")


def test_an_ordinary_word_that_begins_like_a_mood_is_not_left_out() -> None:
    assert NORMALISER.normalise("je suis émotif et emo").standard == "je suis émotif et emo"


@given(st.sampled_from("🫥🪿🛸🦕🧌🪩🫨"))
def test_a_picture_that_no_list_knows_survives(picture: str) -> None:
    assert picture in NORMALISER.normalise(f"regarde {picture}").folded


@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    folded = NORMALISER.normalise(text).folded
    assert folded == folded.strip()
    assert "  " not in folded
    assert folded == folded.lower()


@given(st.text(alphabet=st.characters(whitelist_categories=("L", "N")), min_size=1, max_size=30))
def test_letters_and_figures_of_any_script_leave_something_behind(text: str) -> None:
    assert NORMALISER.normalise(text).folded


@given(st.sampled_from(["salut", "pourquoi", "maison", "frère", "école", "dimanche"]), st.integers(3, 30), st.data())
def test_a_letter_held_down_changes_nothing(word: str, times: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    stretched = word[:at] + word[at] * times + word[at + 1 :]
    assert NORMALISER.normalise(stretched).folded == fold(word)


@given(st.sampled_from(["'", "’", "‘", "ʼ", "´"]), st.sampled_from(["j{}ai peur", "l{}école", "qu{}il parte"]))
def test_every_apostrophe_is_an_apostrophe(apostrophe: str, sentence: str) -> None:
    assert NORMALISER.normalise(sentence.format(apostrophe)) == NORMALISER.normalise(sentence.format("'"))


@given(st.sampled_from(list(WRITTEN)))
def test_capitals_say_the_same(written: str) -> None:
    assert NORMALISER.normalise(written.upper()).folded == NORMALISER.normalise(written).folded
