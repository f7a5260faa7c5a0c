"""`parlons-en ent check`: is a school's ENT ready for the assistant? Gather the facts, judge them by pure rules, say it in French."""

from administration.check.findings import LEVELS, Finding, Level, Report
from administration.check.gather.accounts import Account
from administration.check.gather.visit import Lent, gather
from administration.check.sentences import Place, Saying, page_texts, sayings, summary, texts, worst_of
from administration.check.verdict import check

__all__ = [
    "LEVELS",
    "Account",
    "Finding",
    "Lent",
    "Level",
    "Place",
    "Report",
    "Saying",
    "check",
    "gather",
    "page_texts",
    "sayings",
    "summary",
    "texts",
    "worst_of",
]
