"""Dated facts: what is past its date is not served any more, what soon is must be verified again by a person."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from content.check.lines import Lined, Way
from content.check.place import Place
from content.check.remarks import Remark

SOON = timedelta(days=45)


def check(place: Place) -> Iterator[Remark]:
    """Every `valid_until` and `verified_on`, wherever it stands."""
    for path in place.facts:
        read = place.read(path)
        for way, entry in _dated(read.content, ()):
            yield from _entry(place, place.name(path), read, way, entry)


def _dated(content: Any, way: Way) -> Iterator[tuple[Way, dict[str, Any]]]:
    if isinstance(content, dict):
        if "valid_until" in content:
            yield way, content
        for key, inside in content.items():
            yield from _dated(inside, (*way, str(key)))
    elif isinstance(content, list):
        for number, inside in enumerate(content):
            yield from _dated(inside, (*way, number))


def _entry(place: Place, file: str, read: Lined, way: Way, entry: dict[str, Any]) -> Iterator[Remark]:
    line, until, verified = read.line(*way, "valid_until"), entry["valid_until"], entry.get("verified_on")
    what = {"what": str(entry.get("name") or entry.get("id") or " › ".join(map(str, way)) or file), "until": str(until)}
    if not isinstance(until, date):
        yield Remark(file, line, "fact_no_date", what)
    elif until < place.today:
        yield Remark(file, line, "fact_expired", what)
    elif until <= place.today + SOON:
        yield Remark(file, line, "fact_soon", what)
    if isinstance(verified, date) and verified > place.today:
        yield Remark(file, read.line(*way, "verified_on"), "fact_future", {**what, "verified": str(verified)})
