"""Every method under every fault of the emulated ENT: the documented error, and no other exception."""

from dataclasses import dataclass

import httpx
import pytest

from ent import (
    TRANSFORMATION_FAILED,
    BadAnswer,
    EntClient,
    EntError,
    EntUnreachable,
    Forbidden,
    MandatoryStep,
    MessagingAbsent,
    NotSignedIn,
    Overloaded,
    Refused,
    transport,
)
from ent.administration import AdministrationClient
from ent.alteration import is_altered
from ent.sessions import sign_in
from tests.ent.canned import LETTER
from tests.ent.emulated import BELL, DIALLO, LEMOINE, EmulatedEnt
from tests.ent.every_call import CALLS, Call

TOKENS = frozenset({"token", "application"})
KNOWN = TOKENS | {"session"}
ALL = KNOWN | {"anyone"}
EXPECTED: dict[str, tuple[type[EntError], frozenset[str]]] = {
    "unavailable": (EntUnreachable, ALL),
    "drop": (EntUnreachable, ALL),
    "slow": (EntUnreachable, ALL),
    "slow_then_done": (EntUnreachable, ALL),
    "overloaded": (Overloaded, ALL),
    "too_large": (Refused, ALL),
    "expired_token": (NotSignedIn, TOKENS),
    "revoked_session": (NotSignedIn, frozenset({"session"})),
    "done_then_drop": (EntUnreachable, ALL),
    "done_then_slow": (EntUnreachable, ALL),
    "done_then_unavailable": (EntUnreachable, ALL),
    "forbidden": (Forbidden, KNOWN),
    "terms": (MandatoryStep, frozenset({"session"})),
    "mail": (MandatoryStep, KNOWN),
    "phone": (MandatoryStep, KNOWN),
    "mfa": (MandatoryStep, KNOWN),
    "password": (MandatoryStep, KNOWN),
}
# what the method makes of it instead of an error, as its docstring says
ANSWERED = {
    ("forbidden", "chatbot_url"),
    ("forbidden", "public_conf"),
    ("forbidden", "authorise"),  # the authorisation address asks for no right
    ("too_large", "is_ent"),  # any answer of another shape is that of something else
}
PUBLIC_PAGE = {"public_conf"}  # the emulated ENT asks nobody who they are there
ELSEWHERE = {
    "graph",
    "fewer",
    "more",
    "damaged_body",
    "transformer",
    "quota",
    "absent",
    "refused",
    "garbled",
    "done_then_garbled",
}


@dataclass(frozen=True)
class Callers:
    pupil: EntClient
    token: str
    bell: str
    administrator: AdministrationClient

    async def run(self, call: Call) -> object:
        client = self.administrator if call.kind == "session" else self.pupil
        return await call.run(client, self.bell if call.kind == "application" else self.token)


@pytest.fixture
async def callers(emulated: EmulatedEnt, http: httpx.AsyncClient) -> Callers:
    session = await sign_in(http, emulated.url, "mme.besson", "demo")
    administrator = AdministrationClient(emulated.url, http, session)
    client = EntClient(emulated.url, http)
    bell = (await client.client_token(*BELL)).access_token
    return Callers(client, emulated.token("lea.martin"), bell, administrator)


async def outcome(callers: Callers, call: Call) -> type[BaseException] | None:
    try:
        await callers.run(call)
    except Exception as error:  # noqa: BLE001 - any other than the expected one must be seen
        return type(error)
    return None


@pytest.mark.parametrize("kind", EXPECTED)
async def test_every_call_under_this_fault_raises_what_is_written_and_nothing_else(
    kind: str, callers: Callers, emulated: EmulatedEnt, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(transport, "CALL_SECONDS", 0.05 if "slow" in kind else 20.0)
    expected, hit = EXPECTED[kind]
    emulated.arm({"kind": kind, "path": "/", "seconds": 0.3})
    calls = [call for call in CALLS if call.kind in hit and call.name not in (PUBLIC_PAGE if hit != ALL else ())]
    wanted = {call.name: None if (kind, call.name) in ANSWERED else expected for call in calls}
    assert {call.name: await outcome(callers, call) for call in calls} == wanted


@pytest.mark.parametrize("step", ["terms", "mail", "phone", "mfa", "password"])
async def test_a_step_is_named_after_what_is_due(step: str, callers: Callers, emulated: EmulatedEnt):
    emulated.arm({"kind": step, "path": "/directory"})
    with pytest.raises(MandatoryStep) as due:
        await callers.administrator.members("grp-parlons-en")
    assert due.value.step == step


async def test_a_body_too_large_for_the_proxy_is_refused_with_its_status(callers: Callers, emulated: EmulatedEnt):
    emulated.arm({"kind": "too_large", "path": "/conversation/draft"})
    with pytest.raises(Refused) as refused:
        await callers.pupil.create_draft(callers.token, LETTER)
    assert (refused.value.status, refused.value.key) == (413, "unnamed")


async def test_a_transformer_that_fails_refuses_each_write_of_a_body(callers: Callers, emulated: EmulatedEnt):
    draft = await callers.pupil.create_draft(callers.token, LETTER)
    emulated.arm({"kind": "transformer"})
    for write in (
        lambda: callers.pupil.create_draft(callers.token, LETTER),
        lambda: callers.pupil.update_draft(callers.token, draft, LETTER),
    ):
        with pytest.raises(Refused) as refused:
            await write()
        assert (refused.value.status, refused.value.key) == (400, TRANSFORMATION_FAILED)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "absent"}, MessagingAbsent),
        ({"kind": "garbled"}, BadAnswer),
        ({"kind": "done_then_garbled"}, BadAnswer),
        ({"kind": "refused", "status": 404, "key": "conversation.not.found"}, MessagingAbsent),
        ({"kind": "refused", "status": 409, "key": "conversation.invalid.user"}, Refused),
    ],
)
async def test_what_a_draft_may_meet_besides(fault: dict, error: type, callers: Callers, emulated: EmulatedEnt):
    emulated.arm({**fault, "path": "/conversation/draft"})
    with pytest.raises(EntError) as met:
        await callers.pupil.create_draft(callers.token, LETTER)
    assert type(met.value) is error


@pytest.mark.parametrize(("fault", "step"), [("fewer", -1), ("more", 1), ("", 0)])
async def test_the_number_reached_is_what_the_ent_counted(
    fault: str, step: int, callers: Callers, emulated: EmulatedEnt
):
    letter = type(LETTER)((LEMOINE, DIALLO), "sujet", "<p>bonjour</p>")
    draft = await callers.pupil.create_draft(callers.token, letter)
    emulated.arm(*([{"kind": fault}] if fault else []))
    assert (await callers.pupil.send(callers.token, draft, letter)).sent == len(letter.to) + step


async def test_a_graph_that_fails_is_sent_to_nobody(callers: Callers, emulated: EmulatedEnt):
    letter = type(LETTER)((LEMOINE, DIALLO), "sujet", "<p>bonjour</p>")
    draft = await callers.pupil.create_draft(callers.token, letter)
    emulated.arm({"kind": "graph"})
    assert (await callers.pupil.send(callers.token, draft, letter)).sent == 0


async def test_a_damaged_body_is_seen(callers: Callers, emulated: EmulatedEnt):
    letter = type(LETTER)((LEMOINE,), "sujet", "<p>" + "Je voudrais parler à un adulte. " * 9 + "</p>")
    draft = await callers.pupil.create_draft(callers.token, letter)
    emulated.arm({"kind": "damaged_body"})
    assert is_altered(letter.body, (await callers.pupil.send(callers.token, draft, letter)).body)


def test_no_fault_of_the_emulated_ent_is_left_out(emulated: EmulatedEnt):
    kinds = emulated.door.get(emulated.url + "/__test/faults").json()["kinds"]
    assert set(kinds) == set(EXPECTED) | ELSEWHERE


def test_every_method_of_both_clients_is_called():
    methods = {name for client in (EntClient, AdministrationClient) for name in dir(client) if not name.startswith("_")}
    assert {call.name for call in CALLS} == methods
