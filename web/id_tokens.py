"""The id_token of a sign-in: what ties the ENT's answer to this very asking (nonce) and to the person that userinfo names (uid).

Asked for only where the settings name the ENT's issuer, because without a key the ENT writes unsigned JSON there; one that comes without
having been asked for is refused, like one that proves nothing.
"""

import hmac

from ent import EntError, Granted
from web.ent_accounts import EntAccount
from web.services import Services
from web.sign_in_refusals import SignInRefused, refused_by_call
from web.signed_tokens import Keys, TokenRefused, key_id, text_claim, verified_claims


async def prove(services: Services, granted: Granted, nonce: str, user_id: str) -> EntAccount | None:
    """The account that the ENT signed for, None where it signs nothing.

    Raises:
        SignInRefused: the token is missing, forged, old, another one's, of another asking, or of someone else than `user_id`.
    """
    token = granted.id_token
    if services.settings.ent_issuer is None and token is None:
        return None
    if services.settings.ent_issuer is None:
        raise SignInRefused("id_token", "not_asked_for")
    if token is None:
        raise SignInRefused("id_token", "missing")
    try:
        keys = await services.ent_keys.find(key_id(token))
        return _account(services, token, keys, nonce, user_id)
    except TokenRefused as error:
        raise SignInRefused("id_token", error.code) from None
    except EntError as error:
        raise refused_by_call(error) from None


def _account(services: Services, token: str, keys: Keys | None, nonce: str, user_id: str) -> EntAccount:
    settings = services.settings
    claims = verified_claims(token, keys, settings.ent_issuer or "", settings.ent_client_id, services.clock())
    if "exp" not in claims:
        raise TokenRefused("times")
    if not hmac.compare_digest((text_claim(claims, "nonce") or "").encode(), nonce.encode()):
        raise TokenRefused("nonce")
    if text_claim(claims, "uid") != user_id:
        raise TokenRefused("uid")
    return EntAccount(user_id, text_claim(claims, "sub"))
