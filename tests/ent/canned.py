"""An ENT that answers what a test wants, without a network."""

from collections.abc import Callable

import httpx

from ent import EntClient, Letter
from ent.administration import AdministrationClient
from ent.sessions import BrowserSession, Credential

LOGIN = "https://ent.exemple.fr/auth/login?callback=https%3A%2F%2Fent.exemple.fr%2Fconversation%2Fsend"
SESSION = BrowserSession("seance:signee==", "true", "xsrf")
LETTER = Letter(("r1",), "sujet", "<p>é</p>")


Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


def network(answer: Answer) -> httpx.AsyncClient:
    handler = answer if callable(answer) else lambda _: answer
    return httpx.AsyncClient(transport=httpx.MockTransport(handler))


def answering(answer: Answer) -> EntClient:
    return EntClient("https://ent.exemple.fr", network(answer))


def administering(answer: Answer, credential: Credential = SESSION) -> AdministrationClient:
    return AdministrationClient("https://ent.exemple.fr", network(answer), credential)
