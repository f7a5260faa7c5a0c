"""What differs between two versions of a page, as the names of its parts."""

from schools.page import SchoolPage

PARTS = ("hours", "absences", "lines", "welcome", "exit_url", "delay_days", "head", "outside", "kept_months", "gives")


def changed_parts(before: SchoolPage, after: SchoolPage) -> tuple[str, ...]:
    """The parts that are not the same, in the order of the form."""
    return tuple(part for part in PARTS if getattr(before, part) != getattr(after, part))
