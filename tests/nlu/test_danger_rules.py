import pytest

from bot.nlu.danger import DangerRules
from bot.nlu.flags import FlagRules
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normaliser

LISTS = Lexicons.read()
NORMALISER, RULES, FLAGS = Normaliser(LISTS), DangerRules(LISTS), FlagRules(LISTS)

RINGS = {
    "jveu mourir": "suicide",
    "ptdr jvais me buter": "suicide",
    "jrigole mais jai envie de crever": "suicide",
    "j'aimerais m'endormir et ne plus me réveiller": "suicide",
    "je me coupe les bras": "suicide",
    "s'il publie la vidéo je me tue": "suicide_if",
    "sil balance ma photo jme suicide": "suicide_if",
    "s'ils reviennent lundi jme flingue": "suicide_if",
    "i wanna die": "suicide_if",
    "im gonna kill myself": "suicide_if",
    "ptdr je me bute demain": "suicide_soon",
    "il m'a dit qu'il allait me tuer": "threat_said",
    "papa va nous tué il monte": "killing_now",
    "je me fais rabaisser par ma prof d'eps": "school_adult",
    "la maîtresse me tape sur les doigts": "school_adult",
    "il e deriere ma porte": "at_the_door",
    "ma pote veut se tuer": "suicide_other",
    "je suis sur le pont": "suicide_now",
    "je vais sauter ce soir": "suicide_now",
    "la corde est prete": "suicide_now",
    "jai avalé tous les cachets": "suicide_act",
    "jme suis ouvert les veines": "suicide_act",
    "elle a avalé plein de médicaments": "suicide_act_other",
    "il a un couteau": "weapon",
    "ils ont des barres de fer": "weapon",
    "il est derrière la porte": "at_the_door",
    "vite il arrive": "at_the_door",
    "je suis enfermée dans ma chambre": "locked",
    "il va nous tuer": "now",
    "elle respire plus": "now",
    "il est en train de frapper maman": "now",
    "au secours": "cry",
    "y en a un qui a dit qu'il venait avec un couteau demain": "attack",
    "demain vous allez tous crever": "attack",
    "jvais tous les planter": "attack_author",
    "si tu parles je te tue": "threat",
    "mon père me tape": "home_hit",
    "papa tape maman": "parents_fight",
    "ma mer me tape ac une cuillere": "home_hit",
    "jpense a me suscider": "suicide",
    "appelez les pompiers s'il vous plaît": "send_help",
    "svp prevenez la polisse chez moi": "send_help",
    "faut que la police vienne vite": "send_help",
    "svp mon oncle essaie d'ouvrir, il crie": "coming_in",
    "vite papa veut monter il a bu": "coming_in",
    "ils veulent faire exciser ma sœur": "excision",
    "on va m'exciser": "excision",
    "ils vont la fiancer contre son gré": "forced_marriage",
    "tu l'épouseras que tu le veuilles ou non": "forced_marriage",
    "c'était une relation non consentie": "sexual",
    "il a mis sa main dans ma culotte": "sexual",
    "elle va envoyer mes photos si je paie pas": "sextortion",
}
SILENT = [
    "je me suis fait avoir par le prof au contrôle surprise",
    "si je rate encore ce niveau je me tue",
    "ce contrôle va me tuer mdr",
    "mdr j'ai envie de crever ce DS",
    "je suis mort de rire",
    "j'ai envie de mourir de rire",
    "j'ai pas envie de mourir",
    "je vais pas me suicider",
    "je veux pas mourir",
    "il a pas de couteau",
    "il m'a jamais frappé",
    "dans le film il a un couteau",
    "c'est quoi le suicide",
    "il a un couteau suisse pour le camping",
    "il est derrière la porte le livreur",
    "je saute dans la piscine",
    "je meurs de faim",
    "c'est une tuerie ce kebab",
    "au laser game je vais tous les buter",
    "jveu mourir de rir",
    "l'excision c'est interdit en france",
    "dans le roman on veut l'exciser",
    "c'est quoi le mariage forcé",
    "ma cousine se marie au bled cet été",
    "la police est venue à l'école parler du vélo",
    "appelle la vie scolaire s'il te plaît",
    "vite ma mère rentre je range ma chambre",
    "mon rapport de stage est en retard",
    "on m'a forcé à goûter le bleu",
]
SAYS = {
    "je peux pas parler il m'entend": "no_voice",
    "chut": "no_voice",
    "c'est le tel de ma mère": "shared_device",
    "il lit mes messages": "shared_device",
    "mon père a mes codes": "perp_reads",
    "ma mère est prof dans mon collège": "perp_in_school",
    "jrigole oublie": "retract",
    "laisse tomber": "retract",
    "dites rien à mes parents": "fear_report",
    "j'ai peur qu'on me place en foyer": "fear_report",
    "personne va me croire": "fear_report",
    "la maîtresse elle m'a grondé": "young",
}


@pytest.mark.parametrize("written", RINGS, ids=RINGS.keys())
def test_explicit_danger_rings(written: str) -> None:
    assert RINGS[written] in [alarm.name for alarm in RULES.alarms(NORMALISER.normalise(written).folded)]


@pytest.mark.parametrize("written", SILENT)
def test_what_only_looks_like_danger_does_not_ring(written: str) -> None:
    assert RULES.alarms(NORMALISER.normalise(written).folded) == ()


@pytest.mark.parametrize("written", RINGS, ids=RINGS.keys())
@pytest.mark.parametrize("laughter", ["mdr {}", "{} ptdr", "{} 😂😂", "lol {} xd"])
def test_laughter_takes_no_alarm_away(written: str, laughter: str) -> None:
    said = NORMALISER.normalise(laughter.format(written)).folded
    assert RINGS[written] in [alarm.name for alarm in RULES.alarms(said)]


@pytest.mark.parametrize("written", ["jveu mourir", "il a un couteau", "j'ai avalé tous les cachets"])
def test_a_sentence_about_a_film_excuses_its_own_sentence_only(written: str) -> None:
    said = NORMALISER.normalise(f"j'ai vu un film hier. {written}.").folded
    assert RULES.alarms(said)


def test_a_set_phrase_excuses_its_own_words_only() -> None:
    said = NORMALISER.normalise("je suis mort de fatigue et je veux mourir").folded
    assert [alarm.name for alarm in RULES.alarms(said)] == ["suicide"]


@pytest.mark.parametrize("written", SAYS, ids=SAYS.keys())
def test_what_else_is_said_is_flagged(written: str) -> None:
    assert SAYS[written] in FLAGS.flags(NORMALISER.normalise(written).folded)


@pytest.mark.parametrize("written", ["bonjour", "j'ai un contrôle de maths demain", "ma mère fait des crêpes", "oui"])
def test_everyday_talk_has_no_flag(written: str) -> None:
    assert FLAGS.flags(NORMALISER.normalise(written).folded) == ()
