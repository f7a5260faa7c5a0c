"""The announcements: for each profile, the launch, one month after, each term, before the holidays (data/kit/<profile>.yml)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from administration.kit.blocks import as_html, as_text, read_blocks
from administration.kit.filling import Filler
from administration.kit.phrases import phrases, read
from facts.cards import Card

MOMENTS = ("annonce", "un_mois", "trimestre", "rappel")
PUPILS = {"primaire": "eleves_primaire", "college": "eleves_college", "lycee": "eleves_lycee"}
ADULTS = ("parents", "personnels")
_LEVELS = {"ecole": "primaire", "college": "college", "lycee": "lycee"}


@dataclass(frozen=True)
class Announcement:
    """One text, ready to be read (`text`) or pasted in the ENT's editor (`html`); `name` and `moment` say for whom and when."""

    profile: str
    moment: str
    name: str
    when: str
    title: str
    text: str
    html: str


def levels_of(school_name: str) -> tuple[str, ...]:
    """The level that the school's name begins with, or all three when it does not say."""
    words = unicodedata.normalize("NFKD", school_name.casefold()).split()
    first = "".join(c for c in words[0] if c.isalpha()) if words else ""
    return (_LEVELS[first],) if first in _LEVELS else tuple(PUPILS)


def profiles_for(levels: Sequence[str]) -> tuple[str, ...]:
    """Whom to tell, in the order of telling: those who work there, parents, pupils."""
    return (*reversed(ADULTS), *(PUPILS[level] for level in levels))


def announcements(
    profiles: Sequence[str], filler: Filler, *, with_blog: bool, local: Sequence[Card]
) -> tuple[Announcement, ...]:
    """Every announcement of these profiles. Raises KitRefused."""
    return tuple(
        _announcement(profile, moment, filler, with_blog=with_blog, local=local)
        for profile in profiles
        for moment in MOMENTS
    )


def _announcement(profile: str, moment: str, filler: Filler, *, with_blog: bool, local: Sequence[Card]) -> Announcement:
    written = read(profile)
    whom = "adultes" if profile in ADULTS else "eleves"
    source = [written[moment]["texte"]]
    if moment == "annonce" and local:
        source.append(phrases()["lignes_locales"][whom])
    blocks = [filler.fill(line) for part in source for line in part.splitlines()]
    if moment == "annonce":
        blocks += [phrases()["ligne_locale"].format(**card) for card in local]
    if with_blog and moment != "rappel":
        blocks.append(filler.fill(phrases()["blog"][whom]))
    read_ = read_blocks("\n".join(blocks))
    title = filler.fill(written[moment]["titre"])
    when = phrases()["moments"][moment]
    return Announcement(profile, moment, written["nom"], when, title, as_text(read_), as_html(read_))
