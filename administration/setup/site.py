"""The school being set up: the calls, and the ids that come to exist on the way."""

from dataclasses import dataclass

from ent import AdministrationClient


@dataclass
class Site:
    """`group_id` and `application_id` are empty until the group or the connector exists."""

    client: AdministrationClient
    structure_id: str
    pupils_id: str
    group_id: str = ""
    application_id: str = ""
