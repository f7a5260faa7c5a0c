"""`parlons-en ent setup`: makes the group, its members, the pupils' rule and the connector, each change shown before and undone on failure."""

from administration.setup.journal import Agree, Outcome, apply
from administration.setup.looking import Found, look
from administration.setup.plan import PlanRefused, Wish, plan, search
from administration.setup.site import Site
from administration.setup.steps import Step

__all__ = ["Agree", "Found", "Outcome", "PlanRefused", "Site", "Step", "Wish", "apply", "look", "plan", "search"]
