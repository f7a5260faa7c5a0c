"""What the bot must never say, by rule of reference/safeguarding.md C.2. Matched without regard to case in every printed sentence.

The patterns are data (data/facts/forbidden_words.yml): what a school writes is held to them too.
"""

from facts.reading import read

_WRITTEN = read("forbidden_words")
EVERYWHERE = {each["rule"]: each["pattern"] for each in _WRITTEN["everywhere"]}
# R22, R23: in an answer to what a pupil has told, no word that the pupil may not have used.
IN_A_DISCLOSURE = {each["rule"]: each["pattern"] for each in _WRITTEN["in_a_disclosure"]}

FAULT_LIFTED = r"pas ta faute"
THANKS = r"\bmerci\b"
BELIEF = r"je te crois"
NOBODY_IS_TOLD = r"personne n'est prévenu"
NOBODY_READS = r"personne ne (lit|surveille)"
AN_ADULT_NEAR = r"un adulte près de toi, maintenant"
