"""How easy a reply must be, on the scale of Kandel and Moles, and why (docs/fr/lisibilite.md says it to those who write).

* A pupil of eight to eleven who has just told something, or is in danger: 90, « very easy », what is read without help at ten. Fear makes
  anybody read worse, and nobody is beside them.
* What else they read: 80, « easy »: it cannot do without "numéro", "historique", "message", "programme".
* From eleven on: 80 for what answers a telling or a danger (read under stress, and also by those who read badly), 70 for the rest: the level of eleven to thirteen years.
"""

PRIMARY = "primaire"
TOLD = ("disclosure", "author", "danger")
MEASURED_WORDS = 20
_LEAST = {(True, True): 90, (True, False): 80, (False, True): 80, (False, False): 70}


def least_ease(level: str, kind: str) -> int:
    """The least ease of a reply of this kind, to pupils of this level, that has `MEASURED_WORDS` words or more."""
    return _LEAST[level == PRIMARY, kind in TOLD]
