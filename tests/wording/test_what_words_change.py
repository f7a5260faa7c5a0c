import asyncio
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.themes import read_themes
from bot.saying.wording import ReviewedWording
from content.catalogue import NIGHT, PRIMARY_WORDS, catalogue, sentences, words
from tests.wording.conftest import NOON, Message

HANDOFF = "/ecrire_aux_adultes"
PRIMARY = {"register": "primaire"}
LEVELS = pytest.mark.parametrize("level", [{}, PRIMARY], ids=["older", "primary"])
WRITTEN = {(said.name, frozenset(said.conditions.items())): said.bubbles for said in catalogue()}
SAID_BY = {
    "bizutage": "les anciens nous forcent au bizutage",
    "jeu_dangereux": "ils font le jeu du foulard",
    "racket": "ils me rackettent",
    "drogue": "je fais le guet pour des grands",
    "traite": "on m'oblige à voler",
    "emprise": "ils m'ont dit de couper les ponts avec ma famille",
    "mariage": "on m'a trouvé un mari au bled",
    "grossesse": "je suis enceinte et mon père me tape",
    "sport": "au club de judo on me fait mal",
    "foyer": "dans mon foyer j'ai peur, mon frère me frappe",
    "deepfake": "ils ont fait un deepfake de moi",
}
ALONE = {name: text for name, text in SAID_BY.items() if name not in ("deepfake", "sport", "foyer")} | {
    "sport": "mon coach nous insulte",
    "foyer": "mon assistant familial me crie dessus",
}
OVER = "l'année dernière ils me faisaient du mal"
IF_SOMEBODY = "si quelqu'un se fait harceler il doit faire quoi"


def own(name: str, **conditions: str) -> list[str]:
    return WRITTEN.get((name, frozenset(conditions.items())), WRITTEN[name, frozenset()])


def story(
    situation: str, text: str, *, about: str = "self", urgency: int = 1, flags: tuple[str, ...] = ()
) -> list[Event]:
    told = {"situation": situation, "about": about, "urgency": str(urgency)}
    entities = [*({"entity": name, "value": value} for name, value in told.items()), *({"entity": "flags", "value": each} for each in flags)]  # fmt: skip
    intent = situation if urgency < 2 else "danger_immediat"
    return [UserUttered(text, {"name": intent}, entities), *(SlotSet(name, value) for name, value in told.items()), SlotSet("flags", list(flags))]  # fmt: skip


def talk(text: str, intent: str = "hors_sujet") -> UserUttered:
    return UserUttered(text, {"name": intent})


@pytest.fixture(scope="module")
def after(domain: Domain):
    wording = ReviewedWording()
    wording.responses = domain.responses

    def message(name: str, *events: Event, at: Any = NOON, **slots: str) -> Message:
        wording.clock = lambda: at
        told = [*(SlotSet(each, value) for each, value in slots.items()), *events]
        tracker = DialogueStateTracker.from_events("x", told, slots=domain.slots)
        return asyncio.run(wording.generate(name, tracker, "ent"))["custom"]["message"]

    return message


def lines(message: Message) -> list[str]:
    return [card["id"] for card in message["helplines"]]


def payloads(message: Message) -> list[str]:
    return [button["payload"] for button in message["buttons"]]


BELONGING = [(name, place) for name, theme in read_themes().items() for place in sorted(theme.where)]


NAMED_BY = {"mariage": ["sos_mariage_force"]}  # B.13


@pytest.mark.parametrize(("theme", "situation"), BELONGING)
@LEVELS
def test_a_theme_adds_its_words_under_the_answer_to_a_story_and_repeats_none(after, theme, situation, level):
    message = after(f"utter_{situation}", *story(situation, SAID_BY[theme]), **level)
    alone = after(f"utter_{situation}", *story(situation, "…"), **level)
    if situation == "auteur":
        assert not set(own(f"utter_theme__{theme}")) & set(message["texts"])
        return
    assert message["texts"] == [*alone["texts"], *own(f"utter_theme__{theme}", **level)]
    shown = [card["id"] for card in message["helplines"]]
    assert shown == [*(card["id"] for card in alone["helplines"]), *NAMED_BY.get(theme, ())]
    said = [sentence for bubble in message["texts"] for sentence in sentences(bubble)]
    assert len(set(said)) == len(said)
    assert sum("?" in sentence for sentence in said) <= 1


@pytest.mark.parametrize(("theme", "text"), ALONE.items())
@LEVELS
def test_what_a_theme_tells_by_itself_is_never_brushed_off(after, theme, text, level):
    for name in ("hors_sujet", "conversation__aide"):
        message = after(f"utter_{name}", talk(text, name), **level)
        assert message["texts"] == own(f"utter_scene__{theme}", **level)
        assert "119" in lines(message)
        assert "/voir_reperes" not in payloads(message)


@LEVELS
def test_a_fear_of_being_pregnant_is_not_answered_as_a_violence(after, level):
    message = after("utter_violence_sexuelle", *story("violence_sexuelle", "jai peur detre enceinte"), **level)
    assert message["texts"] == own("utter_scene__grossesse", **level)
    assert ("fil_sante_jeunes" in lines(message)) is not bool(level)
    assert "119" in lines(message)
    assert HANDOFF not in payloads(message)


@pytest.mark.parametrize("text", ["enceinte de mon oncle", "il m'a forcée et je suis enceinte"])
def test_a_pregnancy_that_was_not_wanted_keeps_the_words_that_believe(after, text):
    message = after("utter_violence_sexuelle", *story("violence_sexuelle", text))
    assert message["texts"][:-1] == own("utter_violence_sexuelle")
    assert message["texts"][-1:] == own("utter_theme__grossesse")


def test_a_trainer_may_be_an_adult_of_the_school_and_the_group_stays_withheld(after):
    told = story("violence_adulte_ecole", "mon coach nous insulte", flags=("perp_in_school",))
    message = after("utter_violence_adulte_ecole", *told)
    assert message["texts"] == [*own("utter_violence_adulte_ecole"), *own("utter_theme__sport")]
    assert HANDOFF not in payloads(message) + payloads(after("utter_hors_sujet", talk("mon coach nous insulte")))
    assert lines(message)[0] == "119"


def test_a_witness_keeps_the_words_for_a_witness(after):
    message = after("utter_violence_famille", *story("violence_famille", "au foyer un éduc le tape", about="other"))
    assert message["texts"] == [*own("utter_violence_famille", about="other"), *own("utter_theme__foyer")]


# R34
@pytest.mark.parametrize("text", [*SAID_BY.values(), OVER, IF_SOMEBODY, "c'est pour un exposé sur le harcèlement"])
def test_nothing_that_words_tell_removes_delays_or_lengthens_a_danger(after, text):
    message = after("utter_danger_immediat", *story("violence_eleves", text, about="other", urgency=2))
    plain = after("utter_danger_immediat", *story("violence_eleves", "…", about="other", urgency=2))
    assert message == plain


@pytest.mark.parametrize("text", [OVER, IF_SOMEBODY, "je suis enceinte", "c'est pour un exposé sur le suicide"])
def test_a_wish_to_die_keeps_its_own_words_and_its_lines(after, text):
    told = story("suicide", text, about="other")
    assert after("utter_suicide", *told) == after("utter_suicide", *story("suicide", "…", about="other"))
    later = after("utter_hors_sujet", *told, talk(text))
    assert later["texts"] == after("utter_hors_sujet", *story("suicide", "…", about="other"), talk("…"))["texts"]
    assert lines(later)[0] == "3114"


def test_an_attack_announced_stays_one_whatever_else_is_said(after):
    told = story("violence_eleves", "au club il y en a un qui vient armé", about="other", flags=("menace_attaque",))
    assert after("utter_violence_eleves", *told)["texts"] == own("utter_violence_eleves", flags="menace_attaque")
    assert lines(after("utter_violence_eleves", *told))[0] == "17"


@LEVELS
def test_what_is_over_still_counts_and_asks_for_no_hurry(after, level):
    message = after("utter_harcelement", *story("harcelement", OVER), **level)
    assert message["texts"] == [*own("utter_harcelement", **level), *own("utter_avant")]


def test_an_author_of_long_ago_is_told_that_there_is_still_time(after):
    message = after("utter_auteur", *story("auteur", "l'an dernier j'ai harcelé une fille", about="author"))
    assert message["texts"] == [*own("utter_harcelement", about="author"), *own("utter_avant", about="author")]


@LEVELS
def test_if_somebody_is_answered_as_a_question_and_the_offer_stays_open(after, level):
    message = after("utter_harcelement", *story("harcelement", IF_SOMEBODY, about="other"), **level)
    assert message["texts"] == [*own("utter_harcelement", about="none", urgency="0", **level), *own("utter_question")]
    assert "Je te crois" not in " ".join(message["texts"])
    assert lines(message) == ["3018", "119"]


def test_told_of_oneself_it_is_believed_whatever_its_form(after):
    message = after("utter_harcelement", *story("harcelement", IF_SOMEBODY))
    assert message["texts"] == own("utter_harcelement")


@LEVELS
def test_a_question_that_was_not_understood_is_answered_by_its_topic(after, level):
    message = after("utter_hors_sujet", talk("c'est pour un exposé sur le harcèlement"), **level)
    assert message["texts"] == [*own("utter_harcelement", about="none", urgency="0", **level), *own("utter_question")]


@pytest.mark.parametrize(
    ("text", "deed", "first"),
    [
        ("j'ai partagé le nude d'une fille", "chantage_intime", "3018"),
        ("j'ai touché ma petite soeur", "violence_sexuelle", "119"),
        ("j'ai giflé ma copine", "violence_couple", "119"),
        ("j'ai fait un faux compte", "cyberharcelement", "3018"),
    ],
)
@LEVELS
def test_an_author_reads_the_words_for_what_was_done_and_its_lines(after, text, deed, first, level):
    message = after("utter_auteur", *story("auteur", text, about="author"), **level)
    assert message["texts"] == own(f"utter_{deed}", about="author", **level)
    assert lines(message)[0] == first
    assert "pas ta faute" not in " ".join(message["texts"])


def test_the_steps_of_an_author_stay_those_of_an_author(after):
    told = story("auteur", "j'ai partagé le nude d'une fille", about="author")
    message = after("utter_que_faire", *told, UserUttered("/que_faire", {"name": "que_faire"}))
    assert message["texts"] == own("utter_que_faire", about="author")


def test_a_sure_avowal_taken_for_a_story_gets_the_words_and_the_steps_for_an_author(after):
    told = story("discrimination", "j'ai traité une fille de sale arabe")
    assert after("utter_discrimination", *told)["texts"] == own("utter_discrimination", about="author")
    steps = after("utter_que_faire", *told, UserUttered("/que_faire", {"name": "que_faire"}))
    assert steps["texts"] == own("utter_que_faire", about="author")


def test_whoever_defended_themselves_is_believed(after):
    told = story("violence_famille", "j'ai frappé mon père parce qu'il tapait ma mère")
    assert after("utter_violence_famille", *told)["texts"] == own("utter_violence_famille")


# B.0 RETRACT: of the message that has just come only.
@pytest.mark.parametrize("situation", ["harcelement", "violence_famille", "suicide", "auteur"])
def test_after_a_joke_the_next_sincere_message_is_not_answered_as_a_joke(after, situation):
    joke = story(situation, "mdr je rigole", flags=("retract",))
    assert after(f"utter_{situation}", *joke)["texts"][: len(own(f"utter_{situation}", flags="retract"))] == own(f"utter_{situation}", flags="retract")  # fmt: skip
    sincere = [
        event for event in story(situation, "en vrai c'est tous les jours") if getattr(event, "key", "") != "flags"
    ]
    assert after(f"utter_{situation}", *joke, *sincere)["texts"] == own(f"utter_{situation}")


def test_an_adult_of_the_school_told_before_a_joke_is_not_forgotten_with_it(after):
    joke = story("violence_adulte_ecole", "mdr je rigole", flags=("retract", "perp_in_school"))
    message = after("utter_harcelement", *joke, *story("harcelement", "ils se moquent de moi"))
    assert HANDOFF not in payloads(message)


@pytest.mark.parametrize("theme", sorted({name for name, _ in WRITTEN if name.startswith("utter_scene__")}))
def test_a_scene_of_a_theme_thanks_lifts_guilt_says_that_nobody_is_told_and_can_be_contradicted(after, theme):
    for level in ({}, PRIMARY):
        said = " ".join(own(theme, **level))
        assert "Merci de m'en parler" in own(theme, **level)[0]
        assert "pas ta faute" in said
        assert "personne ne lit" in said
        assert "personne n'est prévenu" in said
        if level:
            assert all(words(each) <= PRIMARY_WORDS for bubble in own(theme, **level) for each in sentences(bubble))
    assert "119" in lines(after(theme))
    buttons = payloads(after(theme))
    assert {"/pas_ca", "/autre_chose"} <= set(buttons)
    assert lines(after(theme, at=NIGHT))


def test_only_the_scenes_of_pupils_between_them_lead_to_the_group(after):
    group = {name for name, _ in WRITTEN if name.startswith("utter_scene__") and HANDOFF in payloads(after(name))}
    assert group == {f"utter_scene__{name}" for name in ("bizutage", "jeu_dangereux", "racket", "foyer")}
