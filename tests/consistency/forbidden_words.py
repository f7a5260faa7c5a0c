"""What the bot must never say, by rule of reference/safeguarding.md C.2. Matched without regard to case in every printed sentence."""

EVERYWHERE = {
    "R02 it has no feelings and is not there": r"\bje suis (là|avec toi|désolée?|triste)\b|moi aussi|\bje (te )?comprends|je ressens|je sais ce que tu",
    "R03 no secrecy is promised": r"je ne dirai rien|entre nous|personne ne (le )?saura|c'est (un )?secret\b|je te (le )?(promets|jure)",
    "R05 no outcome is promised": r"ça va s'arrêter|tout ira bien|\bça ira\b|va s'arranger|placée?\b|(sera|seront) punie?s?|prison|tu seras protég|on va t'aider",
    "R06 nothing is wholly anonymous": r"100 ?%|totalement anonyme",
    "R07 the 3018 and the school close": r"(3018|0 800 235 236|école)[^.,:;]*(jour et nuit|24 ?h)|24 ?h?/24|7j/7",
    "R11 never an error": r"pas compris|erreur|reformule",
    "R13 R14 it does not insist": r"réponds-moi|il faut que tu (me )?dises|tu dois (me )?dire",
    "R15 it neither doubts nor plays down": r"tu es sûre?\b|exagèr|pas si grave|c'est pas grave|ce n'est rien|arrive à tout le monde|des gamineries|peut-être que tu",
    "R16 never why": r"\bpourquoi\b",
    "R21 R25 it asks for no detail": r"\b(combien de fois|quel jour|à quelle heure|comment s'appelle|qui t'a|où es-tu|ton adresse|ton numéro)\b",
    "R24 it asks for no picture": r"(envoie|montre|donne)-(moi|nous)|(joins|ajoute) (une|ta|la) (photo|capture|vidéo)",
    "R30 no means": r"\b(pend(re|u|aison)|corde|médicaments?|cachets?|comprimés?|pilules?|lames?|rasoir|couteau|veines?|pont|train|rails?|sauter|toit|fenêtre(?! de navigation)|armes?|poison|javel|gaz|noy\w+|étrangl\w+|scarif\w+|overdose)\b",
    "R33 no contract and no score": r"promets-moi|jure-moi|contrat|sur une échelle|de 1 à 10",
    "R35 the words about suicide": r"réussi|\braté|commettre|\bcommis\b",
    "R46 parents are not the default": r"\btes parents\b|\bta mère\b|\bton père\b|\bta maman\b|\bton papa\b",
    "R61 R63 no reproach": r"tu aurais dû|tu n'avais qu'à|il ne fallait pas|trop jeune pour|moins de 13|surveille ton langage|calme-toi",
    "B.1 B.2 B.17 advice that harms": r"ignore-les|défends-toi|rends les coups|change d'école|supprime ton compte|rentre chez toi|quitte-l[ea]\b",
}

# R22, R23: in an answer to what a pupil has told, no word that the pupil may not have used.
IN_A_DISCLOSURE = {
    "R23 no sexual word": r"\b(sexu\w*|sexe|viols?|violée?s?|incest\w*|attouch\w*|touché?e?s?|toucher|corps|nue?s?|nudes?|porn\w*|prostit\w*|excis\w*|pédo\w*|intimes?)\b",
    "R23 no violent word": r"\b(violen\w*|frapp\w*|tapée?s?|taper|cogn\w*|gifl\w*|batt(re|u\w*)|coups?|tu(er|ée?s?)|mort\w*|mourir|sang|agress\w*|racket\w*|tabass\w*|menace de mort)\b",
}

FAULT_LIFTED = r"pas ta faute"
THANKS = r"\bmerci\b"
BELIEF = r"je te crois"
NOBODY_IS_TOLD = r"personne n'est prévenu"
NOBODY_READS = r"personne ne (lit|surveille)"
AN_ADULT_NEAR = r"un adulte près de toi, maintenant"
