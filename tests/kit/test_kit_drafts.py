from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from administration.kit.drafts import Draft, Made, make, plan
from ent import AdministrationClient, BrowserSession, Forbidden, NewsDraft, sign_in
from ent.sessions import credential_headers
from tests.ent.emulated import NO_TLS, EmulatedEnt, running_ent
from tests.kit.kit_scene import whole_kit

INFOS = "/actualites/api/v1/infos"
TITLE = "Violences, parlons-en"
THREADS = "/actualites/api/v1/threads"
COLLEGE = tuple(
    each for each in whole_kit().announcements if each.profile in ("personnels", "parents", "eleves_college")
)


@pytest.fixture(scope="module")
def ent_process() -> Iterator[EmulatedEnt]:
    with running_ent() as ent:
        yield ent


@pytest.fixture
def ent(ent_process: EmulatedEnt) -> EmulatedEnt:
    ent_process.reset()
    return ent_process


@pytest.fixture
async def http(ent: EmulatedEnt) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        yield http


@pytest.fixture
async def session(ent: EmulatedEnt, http: httpx.AsyncClient) -> BrowserSession:
    return await sign_in(http, ent.url, "mme.besson", "demo")


@pytest.fixture
def client(ent: EmulatedEnt, http: httpx.AsyncClient, session: BrowserSession) -> AdministrationClient:
    return AdministrationClient(ent.url, http, session)


@pytest.fixture
async def drafts(client: AdministrationClient) -> tuple[Draft, ...]:
    return plan(COLLEGE, "annonce", await client.groups("col-zola"))


def news_of(ent: EmulatedEnt, login: str) -> list[dict[str, Any]]:
    with httpx.Client(base_url=ent.url, verify=NO_TLS) as browser:
        browser.post("/auth/login", data={"email": login, "password": "demo", "callBack": "/"})
        asked = {"page": "0", "status": ["DRAFT", "PENDING", "PUBLISHED"]}
        rows: list[dict[str, Any]] = browser.get(INFOS, params=asked).json()
    return rows


def threads_of(ent: EmulatedEnt, login: str) -> list[str]:
    with httpx.Client(base_url=ent.url, verify=NO_TLS) as browser:
        browser.post("/auth/login", data={"email": login, "password": "demo", "callBack": "/"})
        return [row["title"] for row in browser.get(THREADS).json()]


async def made_by(client: AdministrationClient, drafts: tuple[Draft, ...], thread_id: int | None = None) -> Made:
    return await make(client, "col-zola", TITLE, drafts, thread_id)


async def test_each_announcement_is_meant_for_its_own_readers(drafts: tuple[Draft, ...]):
    meant = {draft.announcement.profile: {group.profile for group in draft.readers} for draft in drafts}
    assert meant == {"personnels": {"Personnel", "Teacher"}, "parents": {"Relative"}, "eleves_college": {"Student"}}


async def test_pupils_of_several_levels_are_in_one_group_so_a_person_chooses(client: AdministrationClient):
    groups = await client.groups("col-zola")
    for draft in plan(whole_kit().announcements, "annonce", groups):
        assert bool(draft.readers) == (not draft.announcement.profile.startswith("eleves"))


async def test_what_the_ent_keeps_is_what_we_made_as_drafts(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    made = await made_by(client, drafts)
    assert (made.error, made.unshared, len(made.news)) == (None, [], 3)
    kept = {row["id"]: row for row in news_of(ent, "mme.besson")}
    for news_id, draft in zip(made.news, drafts, strict=True):
        assert kept[news_id]["content"] == draft.announcement.html
        assert kept[news_id]["title"] == draft.announcement.title
        assert kept[news_id]["status"] in (1, "DRAFT")


async def test_nobody_else_sees_a_draft_and_nobody_is_notified(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    await made_by(client, drafts)
    for login in ("lea.martin", "parent.martin", "mme.lemoine"):
        assert news_of(ent, login) == []
    assert ent.door.get(ent.url + "/__test/mails").json() == ent.door.get(ent.url + "/__test/pushes").json() == []


async def test_readers_may_read_and_nobody_may_comment(
    ent: EmulatedEnt, http: httpx.AsyncClient, session: BrowserSession, client: AdministrationClient, drafts
):
    made = await made_by(client, drafts)
    for news_id in made.news:
        answer = await http.get(f"{ent.url}{INFOS}/{news_id}/shares", headers=credential_headers(session))
        assert answer.status_code == 200
        assert "InfoController|read" in answer.text
        groups = answer.json().get("groups", {}).get("checked", answer.json().get("groups", {}))
        assert "comment" not in str(groups)


async def test_when_the_ent_refuses_the_thread_nothing_is_there(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    ent.arm({"kind": "forbidden", "path": THREADS})
    made = await made_by(client, drafts)
    assert (made.thread_id, made.news, made.unsure) == (None, [], False)
    assert made.error is not None


async def test_a_refusal_in_the_middle_takes_back_what_was_made(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...], monkeypatch: pytest.MonkeyPatch
):
    create_news, count = client.create_news, 0

    async def refuses_the_third(draft: NewsDraft) -> int:
        nonlocal count
        count += 1
        if count == 3:
            raise Forbidden
        return await create_news(draft)

    monkeypatch.setattr(client, "create_news", refuses_the_third)
    made = await made_by(client, drafts)
    assert isinstance(made.error, Forbidden)
    assert (made.thread_id, made.news, made.undone, made.unsure) == (None, [], True, False)
    assert news_of(ent, "mme.besson") == []
    assert TITLE not in threads_of(ent, "mme.besson")


async def test_a_lost_answer_in_a_thread_of_ours_leaves_nothing(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    ent.arm({"kind": "done_then_drop", "path": INFOS, "method": "POST", "times": 1})
    made = await made_by(client, drafts)
    assert (made.thread_id, made.news, made.undone, made.unsure) == (None, [], True, False)
    assert news_of(ent, "mme.besson") == []


async def test_a_lost_answer_in_a_thread_that_was_there_is_told_as_perhaps_made(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    thread = (await made_by(client, ())).thread_id
    ent.arm({"kind": "done_then_drop", "path": INFOS, "method": "POST", "times": 1})
    made = await made_by(client, drafts, thread)
    assert (made.thread_id, made.news, made.unsure) == (thread, [], True)
    assert len(news_of(ent, "mme.besson")) == 1
    assert TITLE in threads_of(ent, "mme.besson")


async def test_a_lost_answer_for_the_thread_is_told_as_perhaps_made(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    ent.arm({"kind": "done_then_drop", "path": THREADS, "method": "POST", "times": 1})
    made = await made_by(client, drafts)
    assert (made.thread_id, made.undone, made.unsure) == (None, False, True)


async def test_what_cannot_be_taken_back_is_named(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    ent.arm(
        {"kind": "forbidden", "path": THREADS, "method": "DELETE"},
        {"kind": "forbidden", "path": INFOS, "method": "POST"},
    )
    made = await made_by(client, drafts)
    assert made.thread_id is not None
    assert (made.news, made.undone) == ([], False)


async def test_a_deletion_that_the_ent_did_not_answer_is_asked_again(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    ent.arm(
        {"kind": "unavailable", "path": THREADS, "method": "DELETE", "times": 2},
        {"kind": "forbidden", "path": INFOS, "method": "POST"},
    )
    assert (await made_by(client, drafts)).undone


async def test_a_draft_that_cannot_be_shared_is_kept_and_said(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    ent.arm({"kind": "forbidden", "path": INFOS, "method": "PUT"})
    made = await made_by(client, drafts)
    assert (made.error, len(made.news)) == (None, 3)
    assert made.unshared == made.news


async def test_an_existing_thread_is_used_again(
    ent: EmulatedEnt, client: AdministrationClient, drafts: tuple[Draft, ...]
):
    first = await made_by(client, drafts)
    again = await made_by(client, drafts, first.thread_id)
    assert again.thread_id == first.thread_id
    assert len(news_of(ent, "mme.besson")) == 6
