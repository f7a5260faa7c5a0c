"""Syllables of a French word as they are spoken in careful reading: groups of vowels, without the mute e at the end.

What it does not know errs towards more syllables, so towards a harder reading: the "ent" of a verb is counted ("parlent": 2).
"""

import re

_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eéèêiy])")
_Y_BETWEEN = re.compile(rf"(?<=[{_VOWELS}])y(?=[{_VOWELS}])")
_MUTE_END = re.compile(rf"(?<=[^{_VOWELS}])es?$")
_GROUPS = re.compile(rf"[{_VOWELS}]+")
_PARTS = re.compile(r"['’-]")
# Two syllables inside one group of vowels: « créer », « poésie », « Noël », « oublier ».
_APART = re.compile(rf"(?<=[aeoé])[éèê]|(?<=[{_VOWELS}])[ëïü]|(?<=é)(?!es?$)[aeiouâô]")
_AFTER_CLUSTER = re.compile(rf"[bcdfgptv][lr]i(?!es?$)[{_VOWELS}]")


def syllables(word: str) -> int:
    """How many syllables `word` has; an elided « l' » has none, a word of figures neither."""
    return sum(map(_of_part, _PARTS.split(word.lower())))


def _of_part(part: str) -> int:
    letters = "".join(sign for sign in part if sign.isalpha())
    spoken = _Y_BETWEEN.sub("j", _SILENT_U.sub("", letters))
    if len(_GROUPS.findall(spoken)) > 1:
        spoken = _MUTE_END.sub("", spoken)
    return sum(len(pattern.findall(spoken)) for pattern in (_GROUPS, _APART, _AFTER_CLUSTER))
