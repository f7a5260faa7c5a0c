import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.authors import confesses, deed_of, with_words
from bot.hearing.signals import signals_of
from content.catalogue import ROOT, catalogue
from facts.orientation import is_situation

OVER = [
    "l'année dernière on me harcelait", "quand j'étais petite mon oncle me faisait des trucs", "il y a deux ans mon cousin m'a fait du mal",
    "dans mon ancien collège ils me tapaient", "au primaire ils me tapaient tous les jours c'est fini maintenant", "kan jetais en cm2 on mapelait la grosse",
    "quand j'avais 8 ans mon beau-père me frappait", "avant ma mère me tapait, plus maintenant", "l'an dernier ils m'insultaient", "ils ont arrêté de m'embêter",
]  # fmt: skip
STILL = [
    "ils me tapent tous les jours", "ça a commencé l'année dernière et ça continue", "depuis l'année dernière il me frappe",
    "l'an dernier il me tapait et il recommence", "mon père me tape", "c'est fini adieu", "il y a un garçon qui me suit", "ça fait un an que ça dure",
]  # fmt: skip
SUPPOSED = [
    "si quelqu'un se fait harceler il doit faire quoi", "c'est pour un exposé sur le harcèlement", "imaginons qu'un père tape son fils, c'est interdit ?",
    "par curiosité c'est quoi un pédo", "et si un prof touche une élève il se passe quoi", "supposons qu'un élève soit racketté", "je fais un exposé sur le racisme",
]  # fmt: skip
OF_ONESELF = [
    "si mon père me tape je fais quoi", "c'est normal que ma mère me frappe", "si quelqu'un me touche je dois dire quoi", "c'est pour une amie, son père la tape",
    "est-ce que c'est normal d'avoir peur de rentrer", "imaginons que mon oncle vienne dans ma chambre",
]  # fmt: skip
TOPICS = {
    "c'est pour un exposé sur le harcèlement": "harcelement",
    "ça veut dire quoi le consentement": "violence_sexuelle",
    "imaginons qu'un père tape son fils c'est interdit ?": "violence_famille",
    "par curiosité c'est quoi un pédo": "predation_en_ligne",
    "c'est quoi le cyberharcèlement": "cyberharcelement",
    "et si un prof frappe un élève il risque quoi": "violence_adulte_ecole",
    "c'est quoi le racisme": "discrimination",
}
DEEDS = {
    "j'ai partagé un nude d'une fille": "chantage_intime",
    "j'ai menacé de publier ses photos": "chantage_intime",
    "j'ai fait un faux compte pour me moquer de lui": "cyberharcelement",
    "j'ai balancé des insultes sur elle dans le groupe": "cyberharcelement",
    "j'ai frappé un mec à la récré": "violence_eleves",
    "j'ai giflé ma copine": "violence_couple",
    "j'ai touché ma petite soeur": "violence_sexuelle",
    "je tape mon petit frère quand je suis énervé": "violence_famille",
    "j'ai traité une fille de sale arabe": "discrimination",
    "on l'a un peu poussé à bout": "harcelement",
    "j'ai fait une connerie et je regrette": None,
}
AVOWALS = ["j'ai traité une fille de sale arabe", "j'ai menacé de publier ses nudes", "on a frappé un petit", "j'ai partagé des photos d'elle", "j'ai insulté une fille"]  # fmt: skip
SUFFERED = [
    "j'ai frappé mon père parce qu'il tapait ma mère", "j'ai tapé un mec qui m'insultait", "j'ai envoyé des nudes à mon copain", "on m'a frappé",
    "il m'a traité de sale arabe", "j'ai menacé de le dire et il m'a tapé", "j'ai partagé ma position avec lui", "elle a menacé de publier mes photos",
]  # fmt: skip


@pytest.mark.parametrize("line", OVER)
def test_what_is_told_of_another_time_is_over(line):
    assert signals_of(line).is_past


@pytest.mark.parametrize("line", STILL)
def test_what_goes_on_or_may_be_a_farewell_is_not(line):
    assert not signals_of(line).is_past


@pytest.mark.parametrize("line", SUPPOSED)
def test_if_somebody_and_for_school_are_questions(line):
    assert signals_of(line).supposes


@pytest.mark.parametrize("line", OF_ONESELF)
def test_whoever_speaks_of_themselves_or_of_somebody_close_supposes_nothing(line):
    assert not signals_of(line).supposes


@pytest.mark.parametrize(("line", "topic"), TOPICS.items())
def test_a_question_has_its_topic(line, topic):
    assert signals_of(line).topic == topic


@pytest.mark.parametrize(
    "line", ["mon père me tape c'est quoi le numéro", "aide moi", "c'est quoi ton nom", "mon copain me frappe"]
)
def test_a_story_or_a_talk_has_none(line):
    assert signals_of(line).topic is None


@pytest.mark.parametrize(("line", "deed"), DEEDS.items())
def test_what_an_author_did_is_told_apart(line, deed):
    assert deed_of(line) == deed


def test_an_author_has_words_wherever_a_deed_leads():
    written = {said.name for said in catalogue() if said.conditions == {"about": "author"}}
    deeds = yaml.safe_load((ROOT / "bot" / "hearing" / "authors.yml").read_text(encoding="utf-8"))["deeds"]
    assert set(deeds) == with_words()
    assert {f"utter_{name}" for name in with_words()} <= written
    assert all(map(is_situation, with_words()))


@pytest.mark.parametrize("line", AVOWALS)
def test_a_sure_avowal_is_one(line):
    assert confesses(line, "discrimination")


@pytest.mark.parametrize("line", SUFFERED)
def test_whoever_suffers_or_defended_themselves_is_no_author(line):
    assert not confesses(line, "discrimination")


def test_where_no_words_for_an_author_exist_nobody_is_made_one():
    assert not confesses("j'ai frappé un petit", "mal_etre")
    assert not confesses("j'ai frappé un petit", "suicide")


# B.19: a child who is hurt and reads the words for an author is let down.
def test_no_story_of_the_learnt_lines_is_taken_for_an_avowal():
    taken = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if (block.get("metadata") or {}).get("about") in ("self", "other"):
                lines = [line[2:] for line in block["examples"].splitlines() if re.match("- ", line)]
                taken += [line for line in lines if confesses(line, block["intent"])]
    assert taken == []


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text):
    assert signals_of(text).is_past in (True, False)
    assert deed_of(text) in {None, *with_words()}
