"""`parlons-en ent check`: is a school's ENT ready for the assistant? Gather the facts, judge them by pure rules, say it in French."""

from administration.check.findings import LEVELS, Finding, Level, Report
from administration.check.gather.accounts import Account
from administration.check.gather.visit import Lent, gather
from administration.check.sentences import Saying, sayings, summary, texts
from administration.check.verdict import check

__all__ = [
    "LEVELS",
    "Account",
    "Finding",
    "Lent",
    "Level",
    "Report",
    "Saying",
    "check",
    "gather",
    "sayings",
    "summary",
    "texts",
]
