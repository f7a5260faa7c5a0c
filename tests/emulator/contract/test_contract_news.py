from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.sentences import sentences

THREADS, INFOS = "/actualites/api/v1/threads", "/actualites/api/v1/infos"
READ = "net-atos-entng-actualites-controllers-InfoController|read"


def thread_of(ent, **changes: Any) -> dict:
    fixed = {
        "title": sentences()["own_group"],
        "mode": 0,
        "structure": {"id": ent.people.get("structure.id")},
        "icon": "",
    }
    return fixed | changes


@pytest.fixture
def teacher(ent):
    ent.need_administration()
    ent.need_offer(ent.browser("teacher").get(INFOS, params={"page": 0}), "actualites")
    return ent.browser("teacher")


@pytest.fixture
def thread(ent, teacher) -> int:
    return shaped("number_id", teacher.post(THREADS, json=thread_of(ent)))["id"]


@pytest.fixture
def news(thread) -> dict:
    return {
        "title": sentences()["own_group"],
        "thread_id": thread,
        "content": sentences()["body"],
        "publication_date": "2026-09-01T08:00:00",
        "expiration_date": "2027-07-01T00:00:00",
        "is_headline": False,
    }


def listed(teacher, thread: int, **query: Any) -> list[dict]:
    answer = teacher.get(INFOS, params={"page": 0, "pageSize": 20, "threadIds": thread} | query)
    return shaped("object_rows", answer)


@fact("6/thread")
def test_a_thread_is_made(thread):
    assert thread >= 0


@fact("6/thread-keys")
@pytest.mark.parametrize("change", [{"inconnue": "x"}, {"title": None}, {"mode": None}, {"structure": None}])
def test_a_thread_has_known_keys_and_three_needed_ones(ent, teacher, change):
    content = {key: value for key, value in thread_of(ent, **change).items() if value is not None}
    assert is_refused(teacher.post(THREADS, json=content))


@fact("6/thread-foreign")
def test_a_thread_belongs_to_ones_school(ent, teacher):
    content = thread_of(ent, structure={"id": ent.people.get("second_structure.id")})
    assert teacher.post(THREADS, json=content).status_code == 400


@fact("6/thread-refused")
def test_a_pupil_makes_no_thread(ent, teacher):
    assert is_forbidden(ent.browser("pupil").post(THREADS, json=thread_of(ent)))


@fact("6/info", "6/list")
@pytest.mark.parametrize("status", [1, 2])
def test_news_are_written_as_a_draft_or_pending(teacher, thread, news, status):
    id_ = shaped("number_id", teacher.post(INFOS, json=news | {"status": status}))["id"]
    assert id_ in {row["id"] for row in listed(teacher, thread, status=status)}
    assert id_ not in {row["id"] for row in listed(teacher, thread, status=3)}


@fact("6/info")
def test_news_need_a_status(teacher, news):
    assert teacher.post(INFOS, json=news).status_code == 400


@fact("6/info-status")
@pytest.mark.parametrize("status", [0, 3])
def test_news_are_not_written_as_published(teacher, news, status):
    answer = teacher.post(INFOS, json=news | {"status": status})
    assert (answer.status_code, answer.json()) == (400, {"error": "Status should be in DRAFT or PENDING"})


@fact("6/published", "6/list", "6/preview")
def test_news_can_be_published_at_once(teacher, thread, news):
    id_ = shaped("number_id", teacher.post(f"{INFOS}/published", json=news))["id"]
    assert id_ in {row["id"] for row in listed(teacher, thread, status=3)}
    shaped("object_rows", teacher.get(f"{INFOS}/preview/last/5"))


@fact("6/change")
def test_news_can_be_changed(ent, teacher, thread, news):
    id_ = teacher.post(INFOS, json=news | {"status": 1}).json()["id"]
    answer = teacher.put(f"{INFOS}/{id_}", json=news | {"status": 1, "title": "Autre essai"})
    assert ent.need_offer(answer, "PUT infos").status_code == 200
    assert "Autre essai" in {row["title"] for row in listed(teacher, thread, status=1)}


@fact("6/shares")
def test_news_can_be_shared(ent, teacher, news):
    id_ = teacher.post(INFOS, json=news | {"status": 1}).json()["id"]
    content = {"users": {}, "groups": {ent.group: [READ]}, "bookmarks": {}}
    answer = teacher.put(f"{INFOS}/{id_}/shares", json=content)
    assert ent.need_offer(answer, "shares").status_code == 200
