import asyncio
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ent import EntClient
from handoff import arrivals, receipts, tokens
from handoff.carrying import outbox
from handoff.database import open_database
from handoff.states import PENDING, State
from tests.databases import ready_database_for
from tests.ent.emulated import DIALLO, LEA, LEMOINE, NO_TLS, NOE, ROCHE, EmulatedEnt
from tests.handoff.points import Died, Points, WatchedTransport, dying_at, watch_database
from tests.handoff.scene import LATER, NEVER, NOW, ONCE, RING, WORD, Carrier, copies_of, promised

PUPILS = {LEA: "lea.martin", NOE: "noe.petit"}
PATHS = ["draft", "send", "trash", "delete", "api/messages", "api/folders"]
FAULTS = [
    "unavailable",
    "drop",
    "overloaded",
    "forbidden",
    "done_then_drop",
    "done_then_unavailable",
    "transformer",
    "damaged_body",
    "expired_token",
]


class Deliveries(RuleBasedStateMachine):
    """Pupils send, the ENT fails, processes die, tokens die: at most one message each, and none lost."""

    ent: EmulatedEnt
    sent = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.ent.reset()
        self.folder = Path(tempfile.mkdtemp())
        self.db = open_database(ready_database_for(self.folder / "parlons-en.db"))
        self.loop = asyncio.new_event_loop()
        self.now = NOW
        self.count = 0
        self.signed_in = 0
        self.pupils: dict[str, str] = {}

    def sign_in(self, pupil: str) -> str:
        self.signed_in += 1
        conversation = f"conversation-{self.signed_in}"
        token = tokens.PupilToken(self.ent.token(PUPILS[pupil]), pupil, (), self.now + timedelta(hours=1))
        tokens.keep(self.db, RING, conversation, token, self.now)
        return conversation

    @rule(target=sent, pupil=st.sampled_from(list(PUPILS)))
    def a_pupil_sends(self, pupil: str) -> str:
        self.count += 1
        id_ = promised(self.db, f"envoi {self.count}", self.sign_in(pupil), pupil)
        self.pupils[id_] = pupil
        return id_

    @rule(fault=st.sampled_from(FAULTS), path=st.sampled_from(PATHS), times=st.integers(1, 3))
    def the_ent_will_fail(self, fault: str, path: str, times: int) -> None:
        self.ent.arm({"kind": fault, "path": f"/conversation/{path}", "times": times})

    @rule()
    def the_ent_recovers(self) -> None:
        self.ent.arm()

    @rule(id_=sent, point=st.integers(0, 34))
    def a_process_delivers_and_may_die(self, id_: str, point: int) -> None:
        self.loop.run_until_complete(self.attempt(id_, point))

    @rule(wait=st.sampled_from([timedelta(seconds=4), timedelta(seconds=30), LATER]))
    def time_passes(self, wait: timedelta) -> None:
        self.now += wait

    @rule()
    def a_courier_makes_its_round(self) -> None:
        self.loop.run_until_complete(self.round())

    @rule(pupil=st.sampled_from(list(PUPILS)))
    def the_ent_forgets_a_pupils_tokens(self, pupil: str) -> None:
        self.ent.revoke(PUPILS[pupil])

    @rule(id_=sent)
    def the_pupil_comes_back(self, id_: str) -> None:
        outbox.promise(self.db, id_, self.sign_in(self.pupils[id_]), self.now)

    @rule(id_=sent, referent=st.sampled_from([LEMOINE, DIALLO]))
    def a_referent_opens_it(self, id_: str, referent: str) -> None:
        receipts.mark_opened(self.db, id_, referent, self.now)

    @invariant()
    def no_mailbox_ever_has_it_twice(self) -> None:
        for id_ in self.pupils:
            copies = copies_of(self.ent, id_)
            assert all(count <= ONCE[login] for login, count in copies.items())

    @invariant()
    def what_is_called_delivered_is_in_every_mailbox(self) -> None:
        for id_ in self.pupils:
            if self.state(id_) is State.DELIVERED:
                assert copies_of(self.ent, id_) == ONCE

    def teardown(self) -> None:
        self.ent.arm()
        for _ in range(16):
            self.now += timedelta(minutes=5)
            self.loop.run_until_complete(self.round())
        for id_, pupil in self.pupils.items():
            self.assert_not_lost(id_, pupil)
        self.loop.close()
        self.db.dispose()
        shutil.rmtree(self.folder)

    def assert_not_lost(self, id_: str, pupil: str) -> None:
        assert self.state(id_) not in PENDING
        for referent in (LEMOINE, DIALLO):
            assert id_ in {line.id for line in arrivals.addressed_to(self.db, referent)}
        assert arrivals.addressed_to(self.db, ROCHE) == ()
        assert receipts.states_for(self.db, RING, pupil, WORD)
        if self.state(id_) is State.STRANDED:
            assert copies_of(self.ent, id_) in (ONCE, NEVER)

    def state(self, id_: str) -> State:
        return State(Carrier(self.db, None).row(id_).state)

    async def attempt(self, id_: str, point: int) -> None:
        points = Points(dying_at(point))
        watch_database(points)
        try:
            async with httpx.AsyncClient(transport=WatchedTransport(points)) as http:
                await Carrier(self.db, EntClient(self.ent.url, http)).deliver(id_, self.now)
        except Died:
            pass
        finally:
            watch_database(None)

    async def round(self) -> None:
        async with httpx.AsyncClient(verify=NO_TLS) as http:
            await Carrier(self.db, EntClient(self.ent.url, http)).round(self.now)


def test_under_random_faults_no_message_is_lost_or_doubled(ent: EmulatedEnt):
    class OnThisEnt(Deliveries):
        pass

    OnThisEnt.ent = ent
    chosen = settings(max_examples=20, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(OnThisEnt, settings=chosen)
