"""Everything the check looks at, gathered by `administration.check.gather`, judged by `administration.check.rules`.

Names of people are here because the administrator reads them; nothing of this is kept or logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from administration.check.answers import Fact
from schools.page import SchoolPage
from settings import School


@dataclass(frozen=True)
class Addresses:
    """The installation: our address, the ENT's address for browsers and its origins, our client id, how many schools there are.

    `ent_signs`: the settings name the issuer of the ENT's identities, so `openid` is asked for and sign-outs of the ENT are obeyed.
    """

    public_url: str
    ent_public_url: str
    ent_origins: tuple[str, ...]
    client_id: str
    schools: int
    ent_signs: bool = False


@dataclass(frozen=True)
class Platform:
    """The ENT as a whole. `skew` is its clock less ours, in seconds; `same_site` is `Strict`, `Lax` or `None`."""

    is_ent: Fact[bool]
    skew: Fact[float]
    messaging: Fact[str]
    is_recent: Fact[bool]
    exercises: Fact[bool]
    openid_keys: Fact[int]
    same_site: Fact[str]
    client: Fact[str]  # what the token endpoint says of our client: "valid", or its error


@dataclass(frozen=True)
class Page:
    """A home page for pupils: `way` is `bubble`, `react` or `none`; `policy` its Content-Security-Policy, perhaps empty."""

    way: str
    policy: str


@dataclass(frozen=True)
class Connector:
    """An external application as the administrator's list shows it."""

    id: str
    name: str
    address: str
    grant_type: str
    scopes: frozenset[str]
    target: str
    logout_url: str


@dataclass(frozen=True)
class Group:
    """A group of the school, as its administrator sees it. `rule` is NONE, INCOMING, OUTGOING or BOTH; `kind` is empty when the ENT does
    not say it."""

    id: str
    name: str
    kind: str
    sub_type: str
    rule: str
    size: int
    structures: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """A member of the group; `activated` is None when the ENT does not say."""

    id: str
    name: str = field(repr=False)
    profile: str
    activated: bool | None


@dataclass(frozen=True)
class Rule:
    """What one group may do: `profile` of a profile group (`Student`…), its direction, the groups its members may write to."""

    id: str
    name: str
    profile: str
    users: str
    writes_to: frozenset[str]


@dataclass(frozen=True)
class SeenByPupil:
    """What a pupil's account proves. `readers` is what the hand-off itself would do: `complete`, or the code of its refusal."""

    authorisation: Fact[str]  # "code", "home" (host not in the white list), or the error
    readers: Fact[str]
    bubble: Fact[str | None]  # the address of the chatbot module, None without the right or the module
    has_application: Fact[bool]
    page: Fact[Page]


@dataclass(frozen=True)
class Administered:
    """What the local administrator's account shows of this school."""

    authorisation: Fact[str]
    connectors: Fact[tuple[Connector, ...]]
    groups: Fact[tuple[Group, ...]]
    pinned: Fact[Group | None]
    members: Fact[tuple[Member, ...]]
    rules: Fact[tuple[Rule, ...]]  # of the school's profile groups
    group_writes_to: Fact[frozenset[str]]
    given: Fact[bool]  # the pupils' group has a connector that opens the assistant in "Mes applis"
    head: Fact[
        str | None
    ]  # whose account the page gives as head of school, by its name in the ENT; None: no adult of the school


@dataclass(frozen=True)
class House:
    """Our own side. `live` are the ids of the referents who could read today; dates are the last days of validity."""

    live: Fact[frozenset[str]]
    page: Fact[SchoolPage]
    lines_until: Fact[Mapping[str, date]]
    calendar_until: Fact[date]
    has_model: Fact[bool]
    bell: Fact[str]  # "valid", "none", or what the ENT answered
    frame_ancestors: Fact[frozenset[str]]


@dataclass(frozen=True)
class SchoolFacts:
    """All about one school at one moment."""

    now: datetime
    school: School
    addresses: Addresses
    platform: Platform
    administered: Administered
    pupil: SeenByPupil
    house: House
