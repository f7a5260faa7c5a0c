"""What a browser meets on its way to the assistant: the authorisation address, and the home page of the ENT."""

from administration.check.facts import Page
from ent import AccountClient, Authorisation, HomePage
from settings import Settings

CALLBACK, SCOPE = "/ent/callback", "userinfo conversation communication"
_STATE = "controle"
_HOOKS = ("/chatbot/", "ng-app", "ng-controller")  # the AngularJS pages, which load the chatbot's script (contract 5.1)
_REACT = 'id="root"'


async def ask_to_sign_in(client: AccountClient, settings: Settings) -> Authorisation:
    """What this account's browser gets that asks to sign in as a pupil does. Raises EntError."""
    scope = SCOPE if settings.ent_issuer is None else f"{SCOPE} openid"
    return await client.authorise(settings.ent_client_id, settings.public_url + CALLBACK, scope, _STATE)


async def home_of(client: AccountClient) -> Page:
    """Which way in the home page of this account has. Raises EntError."""
    return page_of(await client.home_page())


def page_of(home: HomePage) -> Page:
    """React pages have no hook; the others have one when they load the chatbot's script. Pure."""
    way = "react" if _REACT in home.html else "bubble" if any(mark in home.html for mark in _HOOKS) else "none"
    return Page(way, home.policy)
