"""Is what a word says denied?

"il me tape pas", "jamais frappé", "j'ai pas envie de mourir" deny; "il arrête pas de me taper", "pas que",
"pas seulement", "je veux plus vivre" do not: there, the word itself keeps its weight.
"""

_BEFORE = frozenset(("pas", "jamais", "aucun", "aucune", "rien", "sans", "ni"))
_AFTER = frozenset(("pas", "jamais", "aucun", "aucune", "personne"))
_GOES_ON = frozenset(
    (
        "arrete",
        "arretes",
        "arretent",
        "arrette",
        "arreter",
        "cesse",
        "cessent",
        "lache",
        "lachent",
        "seulement",
        "juste",
        "que",
    )
)
_MARKS = frozenset('.!?,"')
_REACH_BACK, _REACH_ON = 4, 2


def is_denied(words: list[str], at: int) -> bool:
    """Does a negation of the same clause bear on the word at this place?"""
    for place in range(at - 1, max(-1, at - 1 - _REACH_BACK), -1):
        if words[place] in _MARKS:
            break
        if words[place] in _BEFORE:
            return not _goes_on(words, place)
    for place in range(at + 1, min(len(words), at + 1 + _REACH_ON)):
        if words[place] in _MARKS:
            break
        if words[place] in _AFTER:
            return not (place + 1 < len(words) and words[place + 1] in _GOES_ON)
    return False


def _goes_on(words: list[str], place: int) -> bool:
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    return before in _GOES_ON or after in ("que", "seulement", "juste")
