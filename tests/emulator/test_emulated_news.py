from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

PATH = "/actualites/api/v1"
READ = "net-atos-entng-actualites-controllers-InfoController|read"
COMMENT = "net-atos-entng-actualites-controllers-CommentController|comment"
CONTRIB = "net-atos-entng-actualites-controllers-ThreadController|contrib"
PUBLISH = "net-atos-entng-actualites-controllers-InfoController|publish"
THREAD = {"title": "Violences, parlons-en", "mode": 0, "structure": {"id": "col-zola"}}
STUDENTS = "grp-eleves-zola"
GARNIER = "c3d5c0de-0000-4000-8000-000000000004"


@pytest.fixture
def besson(ent):
    return ent.signed_in("mme.besson")


@pytest.fixture
def thread(besson) -> int:
    id_ = besson.post(f"{PATH}/threads", json=THREAD).json()["id"]
    assert isinstance(id_, int)
    return id_


def info(thread: int, **changes: Any) -> dict[str, Any]:
    return {"title": "Titre", "thread_id": thread, "content": "<p>Texte</p>", **changes}


def shared(*actions: str, group: str = STUDENTS) -> dict[str, Any]:
    return {"users": {}, "groups": {group: list(actions)}, "bookmarks": {}}


def last(browser: httpx.Client) -> list[str]:
    return [row["title"] for row in browser.get(f"{PATH}/infos/preview/last/5").json()]


def test_a_thread_is_opened_by_those_who_hold_the_right_in_their_own_school(ent, besson, thread):
    assert ent.signed_in("lea.martin").post(f"{PATH}/threads", json=THREAD).status_code == 401
    elsewhere = besson.post(f"{PATH}/threads", json=THREAD | {"structure": {"id": "lyc-camus"}})
    assert (elsewhere.status_code, elsewhere.json()) == (400, {"error": "User must be attached to the structure"})
    for wrong in (THREAD | {"couleur": "x"}, {"title": "x"}, THREAD | {"mode": "0"}):
        assert besson.post(f"{PATH}/threads", json=wrong).status_code == 400
    [row] = besson.get(f"{PATH}/threads").json()
    assert (row["id"], row["sharedRights"]) == (thread, ["thread.contrib", "thread.publish", "thread.manager"])


def test_an_info_begins_as_a_draft_or_pending(besson, thread):
    for status in (None, 0, 3):
        body = info(thread) if status is None else info(thread, status=status)
        refused = besson.post(f"{PATH}/infos", json=body)
        assert (refused.status_code, refused.json()) == (400, {"error": "Status should be in DRAFT or PENDING"})
    assert besson.post(f"{PATH}/infos", json=info(thread, status=1, couleur="x")).status_code == 400
    made = besson.post(f"{PATH}/infos", json=info(thread, status=1))
    assert (made.status_code, set(made.json())) == (200, {"id"})


def test_nobody_reads_a_draft_even_when_it_is_shared(ent, besson, thread):
    id_ = besson.post(f"{PATH}/infos", json=info(thread, status=1)).json()["id"]
    assert besson.put(f"{PATH}/infos/{id_}/shares", json=shared(READ)).status_code == 200
    lea = ent.signed_in("lea.martin")
    assert last(lea) == []
    assert lea.get(f"{PATH}/infos/{id_}").status_code == 401
    assert lea.get("/timeline/lastNotifications?type=NEWS").json()["number"] == 0


def test_what_is_published_is_read_by_those_it_is_shared_with(ent, besson, thread):
    id_ = besson.post(f"{PATH}/infos/published", json=info(thread)).json()["id"]
    lea, parent = ent.signed_in("lea.martin"), ent.signed_in("parent.martin")
    assert last(lea) == []
    besson.put(f"{PATH}/infos/{id_}/shares", json=shared(READ))
    assert last(lea) == ["Titre"]
    assert last(parent) == []
    assert lea.get(f"{PATH}/infos/{id_}").json()["sharedRights"] == []
    assert lea.get("/timeline/lastNotifications?type=NEWS").json()["number"] == 1
    besson.put(f"{PATH}/infos/{id_}/shares", json=shared(READ, COMMENT))
    assert lea.get(f"{PATH}/infos/{id_}").json()["sharedRights"] == ["info.comment"]
    assert lea.get("/timeline/lastNotifications?type=NEWS").json()["number"] == 1


def test_publishing_a_shared_draft_tells_its_readers(ent, besson, thread):
    id_ = besson.post(f"{PATH}/infos", json=info(thread, status=1)).json()["id"]
    besson.put(f"{PATH}/infos/{id_}/shares", json=shared(READ))
    assert besson.put(f"{PATH}/infos/{id_}", json=info(thread, status=3, title="Publié")).status_code == 200
    lea = ent.signed_in("lea.martin")
    assert last(lea) == ["Publié"]
    assert lea.get("/timeline/lastNotifications?type=NEWS").json()["number"] == 1


def test_a_date_to_come_and_a_date_gone_hide_it_from_readers(ent, besson, thread):
    now = datetime.now(timezone.utc)
    tomorrow = (now + timedelta(days=1)).isoformat()
    id_ = besson.post(f"{PATH}/infos/published", json=info(thread, publication_date=tomorrow)).json()["id"]
    besson.put(f"{PATH}/infos/{id_}/shares", json=shared(READ))
    lea = ent.signed_in("lea.martin")
    assert last(lea) == []
    assert [row["id"] for row in besson.get(f"{PATH}/infos?state=INCOMING").json()] == [id_]
    ent.advance(24 * 3600 + 60)
    assert last(ent.signed_in("lea.martin")) == ["Titre"]
    ent.advance(366 * 24 * 3600)
    assert last(ent.signed_in("lea.martin")) == []


def test_a_teacher_writes_where_the_thread_is_shared_and_publishes_with_the_right(ent, besson, thread):
    garnier = ent.signed_in("mme.garnier")
    assert garnier.post(f"{PATH}/infos", json=info(thread, status=1)).status_code == 401
    assert garnier.put(f"{PATH}/threads/{thread}/shares", json=shared(CONTRIB)).status_code == 401
    rights = {"users": {GARNIER: [CONTRIB]}, "groups": {}, "bookmarks": {}}
    assert besson.put(f"{PATH}/threads/{thread}/shares", json=rights).status_code == 200
    id_ = garnier.post(f"{PATH}/infos", json=info(thread, status=2)).json()["id"]
    assert garnier.post(f"{PATH}/infos/published", json=info(thread)).status_code == 401
    assert garnier.put(f"{PATH}/infos/{id_}", json=info(thread, status=3)).status_code == 401
    assert [row["status"] for row in besson.get(f"{PATH}/infos?status=PENDING").json()] == ["PENDING"]
    assert besson.put(f"{PATH}/infos/{id_}", json=info(thread, status=3)).status_code == 200
    rights["users"][GARNIER] = [CONTRIB, PUBLISH]
    besson.put(f"{PATH}/threads/{thread}/shares", json=rights)
    assert garnier.delete(f"{PATH}/infos/{id_}").status_code == 200


def test_the_list_asks_for_statuses_threads_and_pages(besson, thread):
    for number in range(3):
        besson.post(f"{PATH}/infos", json=info(thread, status=1, title=f"n° {number}"))
    besson.post(f"{PATH}/infos/published", json=info(thread))
    assert [row["status"] for row in besson.get(f"{PATH}/infos").json()] == ["PUBLISHED"]
    assert len(besson.get(f"{PATH}/infos?status=DRAFT").json()) == 3
    assert len(besson.get(f"{PATH}/infos?status=1&status=3").json()) == 4
    assert besson.get(f"{PATH}/infos?status=DRAFT&threadIds=99").json() == []
    assert len(besson.get(f"{PATH}/infos?status=DRAFT&pageSize=2&page=1").json()) == 1


@pytest.mark.parametrize("size", ["0", "21", "x"])
def test_the_last_infos_are_one_to_twenty(besson, size):
    assert besson.get(f"{PATH}/infos/preview/last/{size}").status_code == 400


@pytest.mark.parametrize("shares", [{"users": []}, {"groups": {STUDENTS: READ}}, {"tous": {}}])
def test_shares_of_another_shape_are_refused(besson, thread, shares):
    id_ = besson.post(f"{PATH}/infos", json=info(thread, status=1)).json()["id"]
    assert besson.put(f"{PATH}/infos/{id_}/shares", json=shares).status_code == 400


def test_news_go_through_the_same_cleaning_as_messages(besson, thread):
    id_ = besson.post(f"{PATH}/infos", json=info(thread, status=1, content='<div class="x">Un  texte</div>')).json()[
        "id"
    ]
    assert besson.get(f"{PATH}/infos/{id_}").json()["content"] == "<p>Un texte</p>"


def test_publishing_too_soon_after_is_dropped_by_sender_and_not_for_an_application(ent):
    bell = ent.anyone()
    form = {"grant_type": "client_credentials"}
    token = bell.post("/auth/oauth2/token", data=form, auth=("vpe-bell", "demo-bell-secret")).json()["access_token"]
    bell.headers["Authorization"] = f"Bearer {token}"
    line = {"message": "Un message vous attend.", "type": "VPE_BOT", "recipients": [{"userId": GARNIER, "unread": 1}]}
    for _ in range(2):
        made = bell.post("/timeline/publish", json=line | {"sender": "cloche"})
        assert (made.status_code, made.content) == (201, b"")
    garnier = ent.signed_in("mme.garnier")
    assert garnier.get("/timeline/lastNotifications").json()["number"] == 1
    ent.advance(4)
    bell.post("/timeline/publish", json=line | {"sender": "cloche"})
    assert garnier.get("/timeline/lastNotifications").json()["number"] == 2
    for wrong in (line | {"couleur": "x"}, {"message": "x"}, line | {"recipients": ["a"]}):
        assert bell.post("/timeline/publish", json=wrong).status_code == 400


def test_an_external_notification_needs_an_administrator_and_a_template(ent, besson):
    path = "/timeline/external/notification"
    body = {"recipients": ["c3d5c0de-0000-4000-8000-000000000001"], "body": "Bonjour", "username": "Vie scolaire"}
    assert ent.signed_in("mme.lemoine").post(f"{path}/external", json=body).status_code == 401
    unknown = besson.post(f"{path}/vpe", json=body)
    assert (unknown.status_code, unknown.json()) == (
        400,
        {"error": "Invalid notification name: vpe.external_notification"},
    )
    assert besson.post(f"{path}/external", json={"body": "x"}).json() == {"error": "Invalid recipients or body"}
    mobile = {"pushMobile": True, "mobileTitle": "Titre", "mobileBody": "Texte"}
    assert besson.post(f"{path}/external", json=body | mobile).status_code == 200
    assert [row["text"] for row in ent.captured("mails")] == ["Bonjour"]
    assert [row["title"] for row in ent.captured("pushes")] == ["Titre"]
