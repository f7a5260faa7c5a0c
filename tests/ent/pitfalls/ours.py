"""Our way of doing what the scenarios ask: each method drives the piece of ours that does it, over the emulated ENT."""

import html
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import httpx
from sqlalchemy.engine import Engine

from ent import (
    EntClient,
    EntError,
    Forbidden,
    Letter,
    MandatoryStep,
    Notification,
    NotSignedIn,
    Refused,
    SignInRefused,
)
from ent.administration import AdministrationClient
from ent.cleaner import protect
from ent.sessions import BrowserSession, sign_in
from handoff import receipts, tokens
from handoff.carrying import outbox
from handoff.carrying.body import texts
from handoff.carrying.cleaning import clean
from handoff.envelopes import deposit
from handoff.readers import readers
from handoff.states import State
from tests.ent.emulated import BACK, BELL, CLIENT, DIALLO, GROUP, GROUP_NAME, LEA, LEMOINE, ROCHE
from tests.ent.pitfalls.detour import Detour
from tests.handoff.scene import CONVERSATION, LATER, NOW, RING, WORD, Carrier, envelope, keep_token

SCHOOL = SimpleNamespace(id="col-zola", name="Collège Émile-Zola", group_id=GROUP, group_name=GROUP_NAME)
LIVE = {LEMOINE: "age1pq1", DIALLO: "age1pq2"}


class Ours:
    """The client under test; `db` is a fresh hand-off database."""

    def __init__(self, url: str, road: Detour, db: Engine) -> None:
        self.url, self.road, self.db = url, road, db
        self.http = http = httpx.AsyncClient(transport=road)
        self.client = EntClient(url, http)
        self.carrier = Carrier(db, self.client)
        self.session: BrowserSession | None = None

    async def sign_in(self, login: str, password: str) -> bool:
        try:
            self.session = await sign_in(self.http, self.url, login, password)
        except SignInRefused:
            return False
        return True

    async def rename_group(self, group_id: str, name: str) -> str:
        assert self.session is not None
        administration = AdministrationClient(self.url, self.http, self.session)
        return await self._advised(administration.rename_group(group_id, name))

    async def exchange(self, code: str) -> str | None:
        granted = await self.client.exchange_code(code, BACK, *CLIENT, code_verifier="v" * 43)
        keep_token(self.db, granted.access_token)
        return granted.access_token

    async def exchange_and_keep(self, code: str) -> None:
        await self.exchange(code)

    async def can_still_act(self, seconds: float) -> bool:
        return tokens.find(self.db, RING, CONVERSATION, NOW + timedelta(seconds=seconds)) is not None

    def new_state(self) -> str:
        from web.oauth import draw_state  # noqa: PLC0415 - not on the Python of rasa, where the web process never runs

        return draw_state(lambda size: bytes(range(250, 250 - size, -1)))

    async def my_id(self, token: str) -> str:
        return (await self.client.userinfo(token)).id

    async def who_am_i(self, token: str) -> str:
        return await self.my_id(token)

    async def is_pupil(self, token: str) -> bool:
        return (await self.client.userinfo(token)).type == "ELEVE"

    async def school_ids(self, token: str) -> set[str]:
        return set((await self.client.userinfo(token)).structure_ids)

    async def schools_to_choose_from(self, token: str) -> int:
        return len(await self.school_ids(token))

    async def messaging(self) -> str:
        return await self.client.messaging()

    async def who_would_read(self, token: str) -> set[str]:
        return {reader.id for reader in (await readers(self.client, token, SCHOOL, LIVE)).readers}

    async def who_reads_under_that_name(self, token: str) -> set[str]:
        return await self.who_would_read(token)

    async def write(self, token: str, to: list[str], words: str) -> str:
        body = f"<p>{html.escape(protect(words), quote=False)}</p>"
        letter = Letter(tuple(to), texts().subject, body)
        return (await self.client.send(token, await self.client.create_draft(token, letter), letter)).id

    async def send_to(self, token: str, to: list[str]) -> str:
        return await self._advised(self.write(token, to, "Bonjour"), done="sent")

    async def carry(self, token: str) -> bool:
        return await self._deliver(token) is State.DELIVERED

    async def carry_as_prepared(self, token: str) -> bool:
        return await self.carry(token)

    async def carry_numbered(self, token: str) -> bool:
        return await self.carry(token)

    async def carry_answerable(self, token: str) -> bool:
        return await self.carry(token)

    async def confide(self, token: str, words: str) -> bool:
        del words  # they are sealed in the browser: nothing of ours has them to put anywhere
        return await self.carry(token)

    async def carry_to_the_whole_group(self, token: str) -> bool:
        return await self._deliver(token, readers=(LEMOINE, DIALLO, ROCHE)) is State.DELIVERED

    async def carry_patiently(self, token: str) -> bool:
        id_ = self._promised(token)
        await self.carrier.rounds(NOW, 4)
        return outbox.state_of(self.db, id_) is State.DELIVERED

    async def carry_two(self, token: str, wait: Callable[[float], Awaitable[None]]) -> None:
        ids = [self._promised(token, name) for name in ("un", "deux")]
        now = NOW
        while any(outbox.state_of(self.db, id_) is not State.DELIVERED for id_ in ids) and now < NOW + LATER:
            await self.carrier.round(now)
            now += timedelta(seconds=10)
            await wait(10)

    async def state_told(self, token: str) -> str:
        del token  # the state is ours, asked with the word
        return receipts.states_for(self.db, RING, LEA, WORD)[0].state

    async def state_told_after_removal(self, token: str) -> str:
        return await self.state_told(token)  # the sender's copy went with the delivery

    async def is_there(self, token: str, referent_token: str, message_id: str) -> bool:
        del referent_token  # never used for the pupil's errands
        return (await self.client.own_message(token, message_id)).state == "SENT"

    async def remove_copy(self, token: str, message_id: str) -> bool:
        try:
            await clean(self.client, token, [message_id])
        except EntError:
            return False
        return True

    async def all_ids(self, token: str, folder: str) -> list[str]:
        ids: list[str] = []
        while rows := await self.client.folder(token, folder, page=len(ids) // 25):
            ids += [row.id for row in rows]
        return ids

    async def date_of(self, token: str, message_id: str) -> datetime:
        return next(row.date for row in await self.client.folder(token, "outbox") if row.id == message_id)

    async def ring_bell(self, user_id: str) -> bool:
        granted = await self.client.client_token(*BELL)
        notice = Notification((user_id,), "Le bureau a du nouveau.", "VPE_BOT")
        return await self._advised(self.client.publish(granted.access_token, notice)) == "done"

    def _promised(self, token: str, name: str = "un", **changes: object) -> str:
        keep_token(self.db, token)
        made = envelope(name, **changes)
        deposit(self.db, made, WORD, LEA, RING, NOW)
        outbox.promise(self.db, made.id, CONVERSATION, NOW)
        return made.id

    async def _deliver(self, token: str, **changes: object) -> State:
        return await self.carrier.deliver(self._promised(token, **changes))

    async def _advised(self, work: Awaitable[object], done: str = "done") -> str:
        """What the person is told to do."""
        try:
            await work
        except NotSignedIn:
            return "sign_in"
        except MandatoryStep as due:
            return due.step
        except (Forbidden, Refused):
            return "not_allowed"
        return done
