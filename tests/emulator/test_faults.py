from __future__ import annotations

import time

import httpx
import pytest

from tests.emulator.running_ent import GROUP, message

SEND = "/conversation/send"


@pytest.fixture
def lea(ent):
    return ent.bearer("lea.martin")


def received(ent) -> int:
    return len(ent.signed_in("mme.lemoine").get("/conversation/api/folders/inbox/messages").json())


def test_a_fault_hits_its_path_and_its_number_of_times_only(ent, lea):
    ent.arm({"kind": "unavailable", "path": SEND, "times": 1})
    assert lea.get("/conversation/max-depth").status_code == 200
    assert lea.post(SEND, json=message()).status_code == 503
    assert received(ent) == 0
    assert lea.post(SEND, json=message()).status_code == 200


def test_a_dropped_connection_has_done_nothing(ent, lea):
    ent.arm({"kind": "drop", "path": SEND, "times": 1})
    with pytest.raises(httpx.TransportError):
        lea.post(SEND, json=message())
    assert received(ent) == 0


@pytest.mark.parametrize("kind", ["done_then_drop", "done_then_slow", "slow_then_done"])
def test_a_send_can_be_done_and_its_answer_lost(ent, lea, kind):
    ent.arm({"kind": kind, "path": SEND, "times": 1, "seconds": 1})
    with pytest.raises(httpx.TransportError):
        lea.post(SEND, json=message(), timeout=0.3)
    time.sleep(1)
    assert received(ent) == 1


def test_a_gateway_time_out_can_hide_a_send_that_was_done(ent, lea):
    id_ = lea.post("/conversation/draft", json=message(to=[])).json()["id"]
    ent.arm({"kind": "done_then_unavailable", "path": SEND, "times": 1})
    assert lea.post(SEND, params={"id": id_}, json=message()).status_code == 504
    again = lea.post(SEND, params={"id": id_}, json=message())
    assert "state mismatch" in again.json()["error"]
    assert received(ent) == 1


def test_a_slow_ent_answers_late(ent, lea):
    ent.arm({"kind": "slow", "seconds": 0.3, "times": 1})
    start = time.monotonic()
    assert lea.get("/conversation/max-depth").status_code == 200
    assert time.monotonic() - start >= 0.3


def test_the_graph_can_fail_and_nobody_is_reached_with_200(ent, lea):
    ent.arm({"kind": "graph"})
    answer = lea.post(SEND, json=message())
    assert (answer.status_code, answer.json()["sent"]) == (200, 0)
    assert received(ent) == 0


def test_a_body_can_be_damaged_and_the_answer_shows_it(ent, lea):
    body = "<pre><code>" + "0123456789" * 20 + "</code></pre>"
    ent.arm({"kind": "damaged_body", "path": SEND, "times": 1})
    assert lea.post(SEND, json=message(body=body)).json()["body"] != body
    assert lea.post(SEND, json=message(body=body)).json()["body"] == body


def test_a_token_can_expire_at_once_or_for_good(ent, lea):
    ent.arm({"kind": "expired_token", "path": SEND, "times": 1})
    assert lea.post(SEND, json=message()).status_code == 302
    assert lea.post(SEND, json=message()).status_code == 200
    lea.post("/__test/revoke", json={"login": "lea.martin"})
    assert lea.post(SEND, json=message()).status_code == 302


def test_a_revoked_session_is_403_on_a_write_and_302_on_a_read(ent):
    browser = ent.signed_in("lea.martin")
    ent.arm({"kind": "revoked_session", "times": 1})
    assert browser.post("/conversation/visibles", json={"ids": []}).status_code == 403
    assert browser.get("/conversation/max-depth").status_code == 302


def test_an_overloaded_platform_is_509_as_json_on_the_token_only(ent, lea):
    ent.arm({"kind": "overloaded"})
    assert lea.get("/conversation/max-depth").headers["content-type"].startswith("text/html")
    answer = lea.post("/auth/oauth2/token", data={})
    assert (answer.status_code, answer.json()) == (509, {"error": "quota_overflow"})


@pytest.mark.parametrize(("kind", "status"), [("unavailable", 503), ("overloaded", 509)])
def test_a_busy_platform_may_say_for_how_long(ent, lea, kind, status):
    ent.arm({"kind": kind, "path": SEND, "seconds": 30, "times": 1}, {"kind": kind, "path": SEND, "times": 1})
    patient = lea.post(SEND, json=message())
    assert (patient.status_code, patient.headers["retry-after"]) == (status, "30")
    assert "retry-after" not in lea.post(SEND, json=message()).headers


def test_any_key_can_be_the_reason_of_a_refusal(ent, lea):
    ent.arm({"kind": "refused", "key": "conversation.invalid.user", "status": 409})
    answer = lea.post(SEND, json=message())
    assert (answer.status_code, answer.json()) == (409, {"error": "conversation.invalid.user"})
    assert received_after(ent) == 0


@pytest.mark.parametrize(("kind", "count"), [("garbled", 0), ("done_then_garbled", 1)])
def test_a_success_can_be_unreadable_whether_or_not_the_work_was_done(ent, lea, kind, count):
    ent.arm({"kind": kind, "path": SEND, "times": 1})
    answer = lea.post(SEND, json=message())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError, match="Unterminated"):
        answer.json()
    assert received(ent) == count


@pytest.mark.parametrize(("kind", "step"), [("fewer", -1), ("more", 1)])
def test_the_number_reached_can_differ_from_the_number_named(ent, lea, kind, step):
    usual = lea.post(SEND, json=message()).json()["sent"]
    ent.arm({"kind": kind, "path": SEND, "times": 1})
    assert lea.post(SEND, json=message()).json()["sent"] == usual + step


@pytest.mark.parametrize(
    ("kind", "status"),
    [("absent", 404), ("too_large", 413), ("forbidden", 401), ("transformer", 400), ("mfa", 302), ("mail", 302)],
)
def test_other_refusals(ent, lea, kind, status):
    ent.arm({"kind": kind})
    assert lea.post(SEND, json=message()).status_code == status
    assert received_after(ent) == 0


def received_after(ent) -> int:
    ent.arm()
    return received(ent)


def test_the_proxy_refuses_a_body_that_is_too_long(start_ent):
    with start_ent(body_limit=1000).bearer("lea.martin") as lea:
        assert lea.post(SEND, json=message(body="x" * 1000)).status_code == 413


def test_an_unknown_fault_is_refused_and_reset_disarms(ent, lea):
    assert lea.post("/__test/faults", json={"faults": [{"kind": "orage"}]}).status_code == 400
    ent.arm({"kind": "unavailable"})
    lea.post("/__test/reset")
    assert lea.get("/__test/faults").json()["faults"] == []
    assert lea.get("/conversation/max-depth").status_code == 302


def test_the_directory_can_change_under_our_feet(ent, lea):
    ent.change_user("m.diallo", activated=False)
    ent.change_group(GROUP, name="Autre nom", users="NONE")
    assert lea.post(SEND, json=message()).json()["inactiveCount"] == 2
    assert lea.get(f"/communication/visible/group/{GROUP}").json() == []
