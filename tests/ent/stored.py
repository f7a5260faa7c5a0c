"""What the emulated ENT keeps of a body, asked over HTTP: its cleaner and its transformer are never imported."""

import json
from dataclasses import dataclass

import httpx

from tests.ent.emulated import EmulatedEnt


@dataclass(frozen=True)
class Mailbox:
    """One account's mailbox, written to as our client writes: raw UTF-8."""

    url: str
    http: httpx.Client

    def kept(self, body: str) -> str:
        """The body as it is read again; raises for a status that is not 2xx."""
        payload = json.dumps({"to": [], "subject": "essai", "body": body}, ensure_ascii=False).encode()
        made = self.http.post(self.url + "/conversation/draft", content=payload).raise_for_status().json()["id"]
        body = self.http.get(f"{self.url}/conversation/api/messages/{made}").raise_for_status().json()["body"]
        return str(body)


def mailbox_of(ent: EmulatedEnt, login: str) -> Mailbox:
    """Through the test door's connection, with that account's token."""
    ent.door.headers["Authorization"] = f"Bearer {ent.token(login)}"
    return Mailbox(ent.url, ent.door)
