"""The ENT's authorisation address and the exchange of its code, for both doors (reference/ent-contract.md, 1.3 and 1.4).

The state is url-safe, because the ENT sends it back unencoded. A PKCE S256 challenge is sent although today's ENT ignores it; its
verifier is a keyed hash of the state, so nothing of it is stored. A change of the server's first key between the two voids it.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ent import Granted
from settings import Settings
from vault import KeyRing, keyed_hash
from web.services import Services

_STATE_BYTES = 32
_PURPOSE = "pkce-verifier"


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
        return f"{settings.ent_public_url}/auth/oauth2/auth?{urlencode(query, quote_via=quote)}"

    async def exchange(self, services: Services, code: str, state: str) -> Granted:
        """The token for the code that came back with that state. Raises EntError."""
        settings = services.settings
        return await services.ent.exchange_code(
            code,
            self.redirect_uri(settings),
            settings.ent_client_id,
            settings.ent_client_secret,
            code_verifier=verifier_of(services.ring, state),
        )


def draw_state(random_bytes: Callable[[int], bytes]) -> str:
    """A state nobody can guess, in url-safe letters."""
    return url_safe(random_bytes(_STATE_BYTES))


def verifier_of(ring: KeyRing, state: str) -> str:
    """The PKCE verifier of that state: 64 hex digits."""
    return keyed_hash(ring, _PURPOSE, state)


def url_safe(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _challenge(verifier: str) -> str:
    return url_safe(hashlib.sha256(verifier.encode()).digest())
