"""The whole check of one school: facts in, report out. Pure."""

from administration.check.facts import SchoolFacts
from administration.check.findings import Report
from administration.check.rules.communication import communication
from administration.check.rules.connector import connector
from administration.check.rules.group import group
from administration.check.rules.house import house
from administration.check.rules.keys import keys
from administration.check.rules.members import members
from administration.check.rules.platform import platform
from administration.check.rules.pupil import pupil
from administration.check.rules.told_last import told_last
from administration.check.rules.ways_in import ways_in

RULES = (platform, connector, ways_in, group, members, communication, pupil, keys, house, told_last)


def check(facts: SchoolFacts) -> Report:
    """Every rule on these facts, in the order in which an administrator would set things up."""
    findings = tuple(finding for rule in RULES for finding in rule(facts))
    return Report(facts.school.id, facts.school.name, facts.school.uai, findings)
