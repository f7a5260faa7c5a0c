"""Instants as the clocks of a place show them, and a school that wrote everything."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from schools.page import Absence, Author, LocalLine, SchoolPage

PARIS, REUNION = "Europe/Paris", "Indian/Reunion"
TODAY = date(2026, 11, 24)
BESSON = Author("c3d5c0de-0000-4000-8000-000000000006", "Nadia Besson")
ADO = LocalLine(
    "Maison des adolescents", "04 65 71 00 00", "Parler avec un professionnel, de 11 à 21 ans.", "lundi, de 9 h à 17 h 30", TODAY
)  # fmt: skip
FULL = SchoolPage(
    hours={"mon": (13 * 60, 17 * 60), "tue": (9 * 60, 16 * 60), "sat": (8 * 60, 11 * 60)},
    absences=(Absence(date(2026, 12, 1), date(2026, 12, 2)),),
    lines=(ADO,),
    welcome="Bienvenue : le groupe du collège lit chaque message.",
    delay_days=2,
)


def at(place: str, *shown: int) -> datetime:
    return datetime(*shown, tzinfo=ZoneInfo(place))  # type: ignore[misc, arg-type]
