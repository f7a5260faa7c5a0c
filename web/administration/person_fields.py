"""The two adults who are told last (head of school, referent outside), and how long messages are kept: their fields of the form. Pure."""

from schools.checks import Fault
from schools.page import KEPT_MONTHS, LEAST_KEPT, MOST_KEPT, Person, SchoolPage

PERSONS = ("head", "outside")
PERSON_FIELDS = ("name", "id")
KEPT = "kept_months"
NAMES = (*(f"{who}.{part}" for who in PERSONS for part in PERSON_FIELDS), KEPT)
KEPT_CHOICES = tuple(range(LEAST_KEPT, MOST_KEPT + 1))


def write_persons(page: SchoolPage) -> dict[str, str]:
    """Those of a page."""
    found = ((who, person) for who in PERSONS if (person := getattr(page, who)) is not None)
    fields = {f"{who}.{part}": str(getattr(person, part)) for who, person in found for part in PERSON_FIELDS}
    return fields if page.kept_months == KEPT_MONTHS else {**fields, KEPT: str(page.kept_months)}


def read_person(fields: dict[str, str], who: str) -> Person | None:
    """None where neither name nor identifier is written; half of the two is a fault of `schools.checks`."""
    written = {part: fields.get(f"{who}.{part}", "") for part in PERSON_FIELDS}
    return Person(**written) if any(written.values()) else None


def read_kept(fields: dict[str, str], found: list[Fault]) -> int:
    """How many months; the usual ones when nothing is written."""
    written = fields.get(KEPT, "")
    if not written:
        return KEPT_MONTHS
    if written in {str(months) for months in KEPT_CHOICES}:
        return int(written)
    found.append(Fault(KEPT, "kept_range"))
    return KEPT_MONTHS
