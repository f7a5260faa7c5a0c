"""An ENT that answers what a test wants, without a network."""

from collections.abc import Callable

import httpx

from ent import EntClient, Letter

LOGIN = "https://ent.exemple.fr/auth/login?callback=https%3A%2F%2Fent.exemple.fr%2Fconversation%2Fsend"
LETTER = Letter(("r1",), "sujet", "<p>é</p>")


def answering(answer: httpx.Response | Callable[[httpx.Request], httpx.Response]) -> EntClient:
    handler = answer if callable(answer) else lambda _: answer
    return EntClient("https://ent.exemple.fr", httpx.AsyncClient(transport=httpx.MockTransport(handler)))
