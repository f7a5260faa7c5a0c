"""The connector registered in the ENT (contract 1.3, 1.4, 1.7): id, secret, grant, scopes, address, where it may come back."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from administration.check.answers import Fact, Known
from administration.check.facts import Connector, SchoolFacts
from administration.check.findings import Finding, ok, red, unverified, warn
from administration.check.rules.judging import judged, known, listed

GRANT = "authorization_code"
SCOPES = ("userinfo", "conversation", "communication")
SIGNED_SCOPES = (*SCOPES, "openid")
# `directory` and `appregistry` are asked for by the check of the administrator's page only, and die with it
HARMLESS_SCOPES = frozenset({"appregistry", "directory", "openid"})
LOGOUT_PATH = "/ent/logout"
_EXPLAINS = {
    "connector_missing": {"client_refused", "client_unknown"},
    "connector_grant": {"grant_wrong", "client_unknown"},
    "scopes_missing": {"scopes_refused"},
}


def connector(facts: SchoolFacts) -> Iterator[Finding]:
    """Client id and secret, the authorisation as a browser asks it, and the connector's own record, which is said alone when it
    explains the other two."""
    record = list(judged("connector", facts.administered.connectors, lambda rows: _registered(rows, facts)))
    explained = {code for each in record for code in _EXPLAINS.get(each.code, ())}
    seen = [
        *judged("client", facts.platform.client, _client),
        *judged("authorisation", _authorisation(facts), lambda outcome: _authorised(outcome, facts)),
    ]
    yield from (each for each in seen if each.code not in explained)
    yield from record


def _authorisation(facts: SchoolFacts) -> Fact[str]:
    """As the pupil's account sees it; the administrator's when there is none."""
    seen = facts.pupil.authorisation
    return seen if isinstance(seen, Known) else facts.administered.authorisation


def _client(answer: str) -> Iterator[Finding]:
    if answer == "valid":
        yield ok("client_valid")
    elif answer == "invalid_client":
        yield red("client_refused")
    elif answer == "unauthorized_client":
        yield red("grant_wrong")
    else:
        yield unverified("client", "bad_answer")


def _authorised(outcome: str, facts: SchoolFacts) -> Iterator[Finding]:
    host = urlsplit(facts.addresses.public_url).hostname
    if outcome == "code":
        yield ok("authorisation_given")
    elif outcome == "home":
        yield red("host_not_allowed", host=host)
    elif outcome == "server_error":
        yield red("scopes_refused", scopes=" ".join(_scopes(facts)))
    elif outcome == "unauthorized_client":
        yield red("client_unknown", client=facts.addresses.client_id)
    else:
        yield red("authorisation_refused")


def _registered(rows: tuple[Connector, ...], facts: SchoolFacts) -> Iterator[Finding]:
    ours = next((row for row in rows if row.name == facts.addresses.client_id), None)
    if ours is None:
        client = facts.addresses.client_id
        elsewhere = known(facts.platform.client, "") == "valid"
        yield ok("connector_of_operator", client=client) if elsewhere else red("connector_missing", client=client)
    else:
        yield from _record(ours, facts)
    yield from _link(rows, ours, facts)


def _record(ours: Connector, facts: SchoolFacts) -> Iterator[Finding]:
    if ours.grant_type != GRANT:
        yield red("connector_grant", grant=ours.grant_type or "aucun")
    needed = frozenset(_scopes(facts))
    missing, extra = needed - ours.scopes, ours.scopes - needed - HARMLESS_SCOPES
    if missing:
        yield red("scopes_missing", missing=listed(missing), scopes=" ".join(_scopes(facts)))
    if extra:
        yield warn("scopes_extra", extra=listed(extra))
    if ours.grant_type == GRANT and not missing and not extra:
        yield ok("connector_right")
    if facts.addresses.ent_signs and ours.logout_url != facts.addresses.public_url + LOGOUT_PATH:
        yield warn("logout_missing", address=facts.addresses.public_url + LOGOUT_PATH)


def _scopes(facts: SchoolFacts) -> tuple[str, ...]:
    """What the pupil's door asks for: `openid` too where the ENT signs (docs/adr/0010)."""
    return SIGNED_SCOPES if facts.addresses.ent_signs else SCOPES


def _link(rows: tuple[Connector, ...], ours: Connector | None, facts: SchoolFacts) -> Iterator[Finding]:
    """The address that "Mes applis" opens, which may stand in another connector than the one that signs in."""
    start = facts.addresses.public_url + "/assistant"
    uai = facts.school.uai
    links = [row for row in rows if row.address.partition("?")[0] == start]
    if not links:
        if ours is not None:
            yield red("address_elsewhere", address=ours.address, right=f"{start}?ecole={uai}")
        return
    asked = {_asked_school(row.address) for row in links}
    if uai in asked or (None in asked and facts.addresses.schools == 1):
        yield ok("address_right")
    elif None in asked:
        yield warn("address_without_school", right=f"{start}?ecole={uai}")
    else:
        yield red("address_other_school", uai=listed(str(each) for each in asked), right=f"{start}?ecole={uai}")
    if any(row.target == "adapter" for row in links):
        yield warn("target_adapter")


def _asked_school(address: str) -> str | None:
    return parse_qs(urlsplit(address).query).get("ecole", [None])[0]
