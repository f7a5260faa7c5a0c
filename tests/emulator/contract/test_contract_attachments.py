from __future__ import annotations

import io
import zipfile

from tests.emulator.contract.bench.answers import is_forbidden, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import attach, delivered, draft, letter, read, send

CONTENT = b"age-encryption.org/v1\n\x00\xff\r\n\x1a"


@fact("2.9/upload", "2.9/download")
def test_a_file_comes_back_whole(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    attachment = attach(pupil, id_, CONTENT)
    assert send(pupil, letter(ent.group), id=id_)["sent"] >= 1
    for role in ("pupil", "referent"):
        answer = ent.bearer(role).get(f"/conversation/message/{id_}/attachment/{attachment}")
        assert (answer.status_code, answer.content) == (200, CONTENT)
        assert answer.headers["content-type"].startswith("application/octet-stream")


@fact("2.9/disposition")
def test_a_file_comes_back_under_its_name(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    answer = pupil.get(f"/conversation/message/{id_}/attachment/{attach(pupil, id_)}")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "preuve.age" in answer.headers["content-disposition"]


@fact("2.9/zip")
def test_all_files_come_as_a_zip(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    attach(pupil, id_, b"un", "un.txt")
    attach(pupil, id_, b"deux", "deux.txt")
    answer = pupil.get(f"/conversation/message/{id_}/allAttachments")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert sorted(archive.read(name) for name in archive.namelist()) == [b"deux", b"un"]


@fact("2.9/delete")
def test_a_file_can_be_taken_off_a_draft(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    attachment = attach(pupil, id_, CONTENT)
    body = shaped("file_removed", pupil.delete(f"/conversation/message/{id_}/attachment/{attachment}"))
    assert body["fileSize"] == len(CONTENT)
    assert read(pupil, id_)["attachments"] == []


@fact("2.9/forward")
def test_files_can_be_carried_to_another_draft(ent):
    pupil = ent.bearer("pupil")
    first, second = draft(pupil), draft(pupil)
    attach(pupil, first, CONTENT)
    answer = pupil.put(f"/conversation/message/{second}/forward/{first}")
    assert ent.need_offer(answer, "forward").status_code == 200
    assert [each["filename"] for each in read(pupil, second)["attachments"]] == ["preuve.age"]


@fact("2.9/not-mine")
def test_the_files_of_others_are_out_of_reach(ent):
    pupil, other = ent.bearer("pupil"), ent.bearer("other_pupil")
    id_ = draft(pupil)
    path = f"/conversation/message/{id_}/attachment"
    attachment = attach(pupil, id_)
    assert is_forbidden(other.post(path, files={"file": ("x.txt", b"x")}))
    assert is_forbidden(other.get(f"{path}/{attachment}"))
    assert is_forbidden(other.get(f"/conversation/message/{delivered(ent)}/allAttachments"))


@fact("2.9/quota")
def test_a_full_quota_refuses_the_file(ent, door):
    id_ = draft(ent.bearer("pupil"))
    door.arm("quota", "/conversation/message")
    answer = ent.bearer("pupil").post(f"/conversation/message/{id_}/attachment", files={"file": ("x.txt", b"x")})
    assert (answer.status_code, answer.json()) == (400, {"error": "file.too.large"})


@fact("2.9/charged")
def test_a_file_counts_in_the_authors_quota(ent):
    browser, path = ent.browser("pupil"), f"/workspace/quota/user/{ent.id_of('pupil')}"
    before = shaped("quota", ent.need_offer(browser.get(path), "workspace"))["storage"]
    attach(ent.bearer("pupil"), draft(ent.bearer("pupil")), CONTENT)
    assert browser.get(path).json()["storage"] == before + len(CONTENT)
