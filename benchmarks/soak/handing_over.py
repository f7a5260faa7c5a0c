"""A message handed over, and a visit to the desk: over HTTP, sealed by the browser's own code under Node."""

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import httpx

from benchmarks.soak.tally import Tally
from benchmarks.soak.visitor import Visitor
from benchmarks.soak.window import Stopped, Window
from cli.demo_settings import SCHOOL
from cli.stack import ROOT

SEAL = ROOT / "web" / "static" / "built" / "seal.mjs"
TOLD = "depuis la rentrée ils me bousculent et ils jettent ma trousse à la poubelle"
WROTE = "Ils recommencent chaque jour dans la cour. J'aimerais que quelqu'un m'aide."
ENTER_LABEL = "Écrire aux adultes de mon école"
_CODE = re.compile(r'data-code="([^"]+)"')


@dataclass(frozen=True)
class Sent:
    """A message handed over, and the word that shows its state."""

    envelope: str
    word: str


async def hand_over(window: Window, ent: str, login: str) -> Sent:
    """From the first bubble to « send ».

    Raises:
        Stopped: something went wrong, which the tally has.
    """
    await window.begins()
    await window.takes({"text": TOLD})
    window.tally.check("no way to the adults", ok=window.offers(ENTER_LABEL))
    await _signs_in(window, ent, login)
    readers = await window.calls("readers", "GET", f"/api/handoff/readers?school={SCHOOL['id']}", {}, 200)
    word = f"mot {uuid.uuid4().hex[:8]}"
    body = await _sealed(readers, word)
    body |= {"school": SCHOOL["id"], "word": word}
    sent = Sent(body["header"]["id"], word)
    await window.calls("envelope", "PUT", f"/api/handoff/envelopes/{sent.envelope}", body, 201)
    await window.takes({"deposit": sent.envelope})
    return sent


async def ask_state(window: Window, ent: str, login: str, word: str) -> None:
    """Another day, another window: what became of it.

    Raises:
        Stopped: something went wrong, which the tally has.
    """
    await window.begins()
    await _signs_in(window, ent, login)
    shown = await window.calls("state", "POST", "/api/state", {"word": word}, 200)
    window.tally.check("the word does not find the message", ok=shown["found"] is True)


async def visit_desk(visitor: Visitor, ent: str, login: str, tally: Tally) -> None:
    """Sign in, look at oneself and at the list, sign out."""
    began = time.monotonic()
    try:
        await visitor.signs_in_to_the_ent(ent, login)
        page = await visitor.go(f"{visitor.bot}/desk/sign-in")
        answers = [await visitor.ask("GET", visitor.bot + path) for path in ("/desk/api/me", "/desk/api/envelopes")]
        answers.append(await visitor.write("POST", "/desk/api/sign-out", {}, {}))
    except httpx.HTTPError as error:
        tally.note("desk", time.monotonic() - began, type(error).__name__)
        return
    statuses = [page.status_code, *(answer.status_code for answer in answers)]
    tally.note("desk", time.monotonic() - began, str(statuses), ok=statuses == [200, 200, 200, 204])


async def _signs_in(window: Window, ent: str, login: str) -> None:
    asked = await window.calls("sign-in", "POST", "/api/sign-in", {}, 200)
    began = time.monotonic()
    try:
        await window.visitor.signs_in_to_the_ent(ent, login)
        page = await window.visitor.go(asked["url"])
    except httpx.HTTPError as error:
        window.tally.note("ent", time.monotonic() - began, type(error).__name__)
        raise Stopped from None
    found = _CODE.search(page.text)
    window.tally.check("no code of the ENT", ok=found is not None)
    if found is None:
        raise Stopped
    await window.calls("join", "POST", "/api/sign-in/join", {"code": found[1]}, 200)


async def _sealed(readers: dict[str, Any], word: str) -> dict[str, Any]:
    now = datetime.now(timezone.utc)
    chosen = [{"id": each["id"], "recipient": each["recipient"]} for each in readers["readers"] if each["can_read"]]
    letter = {
        "id": str(uuid.uuid4()),
        "school": SCHOOL["id"],
        "date": now.date().isoformat(),
        "month": readers["month"],
        "readers": chosen,
        "excluded": [],
        "closed": False,
        "text": WROTE,
        "word": word,
        "pieces": [],
    }
    node = await asyncio.create_subprocess_exec(
        "node", str(SEAL), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    sealed, _ = await node.communicate(json.dumps(letter).encode())
    return dict(json.loads(sealed))
