"""What becomes of a message that nobody opens, and when messages are erased, as the administrator reads it. Pure."""

from schools.page import SchoolPage
from web.administration.person_fields import PERSONS
from web.administration.texts import texts


def afterwards_of(page: SchoolPage, *, rings: bool) -> tuple[str, ...]:
    """Who is told last, and how long is kept; `rings`: whether the installation has a bell, without which nobody is told."""
    said = texts()["afterwards"]
    kept = said["kept"].format(months=page.kept_months)
    if not rings:
        return (said["no_bell"], kept)
    told = (
        said[who].format(name=person.name, id=person.id) if (person := getattr(page, who)) else said[f"{who}_none"]
        for who in PERSONS
    )
    return (*told, kept)
