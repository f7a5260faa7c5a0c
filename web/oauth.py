"""The ENT's authorisation address and what comes back from it, for every door (reference/ent-contract.md, 1.3 to 1.6).

The state is url-safe, because the ENT sends it back unencoded. A PKCE S256 challenge is sent although today's ENT ignores it. Its
verifier and the nonce of the id_token are keyed hashes of the state, so nothing of them is stored and both serve one asking only. A
change of the server's first key between the two voids them. `openid` is asked for only where the settings say that the ENT signs.
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar
from urllib.parse import quote, urlencode

from starlette.requests import Request

from ent import EntError, Granted
from settings import Settings
from vault import KeyRing, keyed_hash
from web.ent_accounts import EntAccount
from web.id_tokens import prove
from web.services import Services
from web.sign_in_refusals import refused_by_call, refused_by_exchange, refused_by_redirect

_STATE_BYTES = 32
_PKCE_PURPOSE = "pkce-verifier"
_NONCE_PURPOSE = "openid-nonce"


class HasId(Protocol):
    """Whom userinfo names."""

    @property
    def id(self) -> str:
        """The ENT's user id."""
        ...


Person = TypeVar("Person", bound=HasId)


@dataclass(frozen=True)
class Returned:
    """What the ENT sent back in the address: a code or an error, and our state."""

    code: str = field(repr=False)
    state: str = field(repr=False)
    error: str

    @classmethod
    def of(cls, request: Request) -> "Returned":
        """What that request brings."""
        query = request.query_params
        return cls(query.get("code", ""), query.get("state", ""), query.get("error", ""))


@dataclass(frozen=True)
class SignedInPerson(Generic[Person]):
    """Whom userinfo names for the token of this sign-in, and the account that the ENT signed for, if it signs."""

    person: Person
    granted: Granted
    account: EntAccount | None


@dataclass(frozen=True)
class Asking:
    """What one door asks of the ENT: where to come back, and for which scopes."""

    redirect_path: str
    scope: str

    def redirect_uri(self, settings: Settings) -> str:
        """Where the ENT sends the browser back; the token endpoint wants the very same."""
        return settings.public_url + self.redirect_path

    def address(self, settings: Settings, ring: KeyRing, state: str) -> str:
        """The authorisation address for that state."""
        query = {
            "response_type": "code",
            "client_id": settings.ent_client_id,
            "redirect_uri": self.redirect_uri(settings),
            "scope": self.scope,
            "state": state,
            "code_challenge": _challenge(verifier_of(ring, state)),
            "code_challenge_method": "S256",
        }
        if settings.ent_issuer is not None:
            query |= {"scope": f"{self.scope} openid", "nonce": nonce_of(ring, state)}
        return f"{settings.ent_public_url}/auth/oauth2/auth?{urlencode(query, quote_via=quote)}"

    async def who_came_back(
        self, services: Services, returned: Returned, userinfo: Callable[[str], Awaitable[Person]]
    ) -> SignedInPerson[Person]:
        """Who signed in. `userinfo` asks the ENT with the token; `returned.state` is known to be one that we drew.

        Raises:
            SignInRefused: the ENT said no, or did not prove what it said.
        """
        if not returned.code:
            raise refused_by_redirect(returned.error)
        granted = await self._exchange(services, returned)
        try:
            person = await userinfo(granted.access_token)
        except EntError as error:
            raise refused_by_call(error) from None
        account = await prove(services, granted, nonce_of(services.ring, returned.state), person.id)
        return SignedInPerson(person, granted, account)

    async def _exchange(self, services: Services, returned: Returned) -> Granted:
        settings = services.settings
        try:
            return await services.ent.exchange_code(
                returned.code,
                self.redirect_uri(settings),
                settings.ent_client_id,
                settings.ent_client_secret,
                code_verifier=verifier_of(services.ring, returned.state),
            )
        except EntError as error:
            raise refused_by_exchange(error) from None


def draw_state(random_bytes: Callable[[int], bytes]) -> str:
    """A state nobody can guess, in url-safe letters."""
    return url_safe(random_bytes(_STATE_BYTES))


def verifier_of(ring: KeyRing, state: str) -> str:
    """The PKCE verifier of that state: 64 hex digits."""
    return keyed_hash(ring, _PKCE_PURPOSE, state)


def nonce_of(ring: KeyRing, state: str) -> str:
    """The nonce that the id_token of that state must carry."""
    return keyed_hash(ring, _NONCE_PURPOSE, state)


def url_safe(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _challenge(verifier: str) -> str:
    return url_safe(hashlib.sha256(verifier.encode()).digest())
