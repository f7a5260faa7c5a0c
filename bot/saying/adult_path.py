"""An adult's own path: which response of data/responses/adultes.yml they are given, where the rule of the dialogue named a child's.

* Danger comes first, in an adult's words and with the same lines (R12, R34); then what was told; then what was asked of the program.
* An adult is never given a child's words, the school's group, or the panel to write to it; only what became of a message already sent to
  the school is said as it is (`utter_message_…`): it is true whoever reads.
* What continues a story continues it (`bot.hearing.continuing`); what an adult did is answered as such, whatever the situation.
* « Je suis prof, un élève… » sounds like violence by an adult of the school: staff are told their duty first, a colleague is a button away.
* Whoever « Je suis élève » gives back is answered by the scene of what was told before, if anything was.
"""

from collections.abc import Mapping

from bot.hearing.adults import STAFF
from bot.hearing.pupil import Pupil
from facts.orientation import URGENCY_IN_DANGER, is_situation

UTTER = "utter_"
ADULT = "utter_adulte__"
PUPIL_AGAIN = "utter_je_suis_eleve"
WELCOME, AGAIN, REMINDER = f"{ADULT}accueil", f"{ADULT}encore", f"{ADULT}rappel"
CONTINUED, AUTHOR = "utter_suite", "auteur"
BY_STAFF, DUTY = "violence_adulte_ecole", "devoir"
SILENT_FLAG, SILENT = "no_voice", f"{ADULT}sans_voix"
IN_DANGER = {"": "utter_danger_immediat", "suicide": "utter_danger_suicide"}
_OURS = (ADULT, "utter_message_")
_SITUATIONS = {
    "harcelement": "harcelement",
    "violence_eleves": "harcelement",
    "discrimination": "harcelement",
    "cyberharcelement": "en_ligne",
    "chantage_intime": "en_ligne",
    "predation_en_ligne": "en_ligne",
    "contenu_choquant": "en_ligne",
    "violence_famille": "maison",
    "negligence": "maison",
    "violence_conjugale": "couple",
    "violence_couple": "couple",
    "violence_sexuelle": "confidence",
    "exploitation": "confidence",
    "violence_adulte_ecole": "etablissement",
    "suicide": "suicide",
    "mal_etre": "mal_etre",
    "fugue": "fugue",
    "auteur": AUTHOR,
}
_TALKS: Mapping[str, str] = {
    "utter_commencer": "commencer",
    "utter_que_faire": DUTY,
    "utter_danger_immediat": "danger",
    "utter_danger_suicide": "danger_suicide",
    "utter_sans_voix": "sans_voix",
    "utter_quitter": "quitter",
    "utter_ecrire_aux_adultes": "groupe",
    "utter_conversation__ecrire": "groupe",
    "utter_nouvelles": "groupe",
    "utter_conversation__humain": "groupe",
    "utter_conversation__numeros": "numeros",
    "utter_conversation__numero_3020": "numeros",
    "utter_conversation__mot_discret": "numeros",
    "utter_conversation__robot": "programme",
    "utter_conversation__qui_lit": "programme",
    "utter_conversation__secret": "programme",
    "utter_conversation__effacer": "programme",
    "utter_conversation__prevenir": "programme",
    "utter_conversation__merci": "merci",
    "utter_conversation__au_revoir": "merci",
    "utter_conversation__mieux": "merci",
    "utter_conversation__arret": "merci",
    "utter_conversation__honte": "soi",
    "utter_rappel": "rappel",
    "utter_encore": "encore",
    "utter_encore__recit": "encore",
}
_TOLD = frozenset((*_SITUATIONS.values(), DUTY, "danger", "danger_suicide"))


def adult_response(name: str, pupil: Pupil) -> str:
    """The response for this adult, when the rule named `name`."""
    if name.startswith(_OURS):
        return name
    situation = pupil.situation if name == CONTINUED else name.removeprefix(UTTER)
    if situation and is_situation(situation):
        return ADULT + _theme(situation, pupil)
    if SILENT_FLAG in pupil.just_said:
        return SILENT
    return ADULT + _TALKS.get(name, WELCOME.removeprefix(ADULT))


def _theme(situation: str, pupil: Pupil) -> str:
    if pupil.slots.get("about") == "author":
        return AUTHOR
    return DUTY if pupil.adult == STAFF and situation == BY_STAFF else _SITUATIONS[situation]


def child_again(pupil: Pupil) -> str:
    """The response for a pupil who was taken for an adult: the scene of what they told, or the words that begin again."""
    if pupil.urgency >= URGENCY_IN_DANGER:
        return IN_DANGER.get(pupil.situation or "", IN_DANGER[""])
    return UTTER + pupil.situation if pupil.situation and is_situation(pupil.situation) else PUPIL_AGAIN


def is_adult_telling(name: str) -> bool:
    """Whether the response answers something an adult told, and so says itself what matters."""
    return name.startswith(ADULT) and name.removeprefix(ADULT) in _TOLD
