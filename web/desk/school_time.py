"""The day that it is at a school, and until when "je m'en occupe" makes colleagues quiet there: three school days of its zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from facts.school_calendar import load_calendar
from facts.school_days import ahead
from handoff.cases.case import QUIET_SCHOOL_DAYS
from handoff.cases.files import SchoolTime
from web.services import Services


def school_time(services: Services, school_id: str) -> SchoolTime:
    """The time of a school of the installation; Paris's, and no holidays, for one that is no longer served."""
    school = services.settings.school(school_id)
    clock = ZoneInfo(school.timezone if school else "Europe/Paris")

    def quiet(at: datetime) -> date:
        return ahead(at.astimezone(clock).date(), QUIET_SCHOOL_DAYS, school.zone if school else None, load_calendar())

    return SchoolTime(services.clock().astimezone(clock).date(), quiet)
