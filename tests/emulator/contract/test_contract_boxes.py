from __future__ import annotations

import secrets

import pytest

from tests.emulator.contract.bench.answers import is_refused, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import delivered, draft, read, row_of, rows

PAGE = 25


@pytest.fixture
def many_drafts(ent) -> int:
    """The pupil has more than a page of drafts; how many."""
    pupil = ent.bearer("pupil")
    count = pupil.get("/conversation/count/DRAFT").json()["count"]
    for _ in range(PAGE + 2 - count):
        draft(pupil, body="")
    return pupil.get("/conversation/count/DRAFT").json()["count"]


@fact("2.6/rows")
@pytest.mark.parametrize("folder", ["inbox", "outbox", "draft", "trash"])
def test_rows_of_a_folder_have_their_shape(ent, folder):
    delivered(ent)
    draft(ent.bearer("pupil"))
    for role in ("pupil", "referent"):
        rows(ent.bearer(role), folder)


@fact("2.6/rows")
def test_a_row_names_the_sender_and_the_group(ent):
    row = row_of(ent.bearer("referent"), "inbox", delivered(ent))
    assert (row["from"]["id"], row["from"]["profile"]) == (ent.id_of("pupil"), "Student")
    [group] = row["to"]["groups"]
    assert (group["id"], group["type"]) == (ent.group, "ManualGroup")
    assert group["displayName"] == ent.people.get("groups.listening.name")


@fact("2.6/folder-case")
def test_a_folders_name_has_no_case(ent):
    ids = [[row["id"] for row in rows(ent.bearer("pupil"), name)] for name in ("outbox", "OUTBOX", "Outbox")]
    assert ids[0] == ids[1] == ids[2]


@fact("2.6/newest")
def test_newest_come_first(ent):
    first, second = delivered(ent), delivered(ent)
    listed = rows(ent.bearer("referent"), "inbox")
    assert [row["id"] for row in listed[:2]] == [second, first]
    assert [row["date"] for row in listed] == sorted((row["date"] for row in listed), reverse=True)


@fact("2.6/page-size")
def test_a_page_has_25_rows_at_most(ent, many_drafts):
    pupil = ent.bearer("pupil")
    assert [len(rows(pupil, "draft", page_size=n)) for n in (1, 7, PAGE)] == [1, 7, PAGE]
    assert [len(rows(pupil, "draft", page_size=n)) for n in (0, 26, 100)] == [PAGE] * 3
    assert len(rows(pupil, "draft")) == PAGE


@fact("2.6/count")
def test_the_total_is_on_each_row_and_an_empty_page_has_none(ent, many_drafts):
    pupil = ent.bearer("pupil")
    assert {row["count"] for row in rows(pupil, "draft")} == {many_drafts}
    assert {row["count"] for row in rows(pupil, "draft", page=1)} == {many_drafts}
    assert rows(pupil, "draft", page=many_drafts) == []


@fact("2.6/short-search")
@pytest.mark.parametrize("search", ["a", "ab"])
def test_a_search_has_three_characters(ent, search):
    path = "/conversation/api/folders/inbox/messages"
    assert is_refused(ent.bearer("pupil").get(path, params={"search": search}))


@fact("2.6/rows")
def test_a_search_finds_the_subject(ent):
    word = f"essai{secrets.token_hex(5)}"
    id_ = draft(ent.bearer("pupil"), subject=f"Recherche {word}")
    assert [row["id"] for row in rows(ent.bearer("pupil"), "draft", search=word)] == [id_]


@fact("2.6/unread")
def test_unread_only(ent):
    read_one, unread_one = delivered(ent), delivered(ent)
    read(ent.bearer("referent"), read_one)
    listed = rows(ent.bearer("referent"), "inbox", unread="true")
    assert all(row["unread"] for row in listed)
    assert unread_one in {row["id"] for row in listed}
    assert read_one not in {row["id"] for row in listed}


@fact("2.6/legacy-list")
@pytest.mark.parametrize("folder", ["INBOX", "inbox"])
def test_the_older_list_has_ids_and_names_apart(ent, folder):
    id_ = delivered(ent)
    listed = shaped("legacy_rows", ent.bearer("referent").get(f"/conversation/list/{folder}", params={"page": 0}))
    row = next(row for row in listed if row["id"] == id_)
    assert (row["from"], row["to"]) == (ent.id_of("pupil"), [ent.group])
    assert len(listed) <= PAGE


@fact("2.6/folders")
def test_only_ones_own_folders_are_listed(ent):
    listed = shaped("folder_rows", ent.bearer("pupil").get("/conversation/api/folders", params={"depth": 1}))
    assert not {row["id"].lower() for row in listed} & {"inbox", "outbox", "draft", "trash"}


@fact("2.6/user-folders")
def test_the_older_list_of_folders_answers(ent):
    answer = ent.bearer("pupil").get("/conversation/userfolders/list")
    shaped("object_rows", ent.need_offer(answer, "userfolders/list"))


@fact("2.6/folder-create", "2.6/folder-depth", "2.8/move")
def test_folders_can_be_made_used_and_have_limits(ent):
    ent.need_administration()
    pupil = ent.bearer("pupil")
    content = {"name": f"Essai {secrets.token_hex(4)}"}
    made = ent.need_offer(pupil.post("/conversation/folder", json=content), "folder")
    folder = shaped("created", made, 201)["id"]
    assert is_refused(pupil.post("/conversation/folder", json=content), "conversation.error.duplicate.folder")
    id_ = delivered(ent, "pupil")
    assert pupil.put(f"/conversation/move/userfolder/{folder}", json={"id": [id_]}).status_code == 200
    assert [row["id"] for row in rows(pupil, folder)] == [id_]
    assert pupil.put("/conversation/move/root", params={"id": id_}).status_code == 200
    assert rows(pupil, folder) == []
    answer = made
    for _ in range(4):
        child = {"name": f"Essai {secrets.token_hex(4)}", "parentId": answer.json()["id"]}
        answer = pupil.post("/conversation/folder", json=child)
        if answer.status_code != 201:
            break
    assert is_refused(answer, "error.max.folder.depth")


@fact("2.6/max-depth")
def test_the_modules_limits_can_be_read(ent):
    shaped("max_depth", ent.bearer("pupil").get("/conversation/max-depth"))
