from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import shaped
from tests.emulator.contract.bench.facts import fact

CONTENT = b"%PDF-1.4 essai\n\x00\xff"


@pytest.fixture
def document(ent) -> str:
    ent.need_administration()
    part = {"file": ("essai.pdf", CONTENT, "application/pdf")}
    query = {"name": "essai.pdf", "application": "contrat", "protected": "true"}
    answer = ent.browser("pupil").post("/workspace/document", params=query, files=part)
    body = shaped("document", ent.need_offer(answer, "workspace"), 201)
    assert (body["owner"], body["metadata"]["size"]) == (ent.id_of("pupil"), len(CONTENT))
    return body["_id"]


@fact("7/upload", "7/owner")
def test_a_document_is_its_owners(ent, document):
    answer = ent.browser("pupil").get(f"/workspace/document/{document}")
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert ent.browser("other_pupil").get(f"/workspace/document/{document}").status_code in {401, 403, 404}


@fact("7/quota")
def test_the_quota_can_be_read(ent):
    answer = ent.browser("pupil").get(f"/workspace/quota/user/{ent.id_of('pupil')}")
    body = shaped("quota", ent.need_offer(answer, "workspace"))
    assert 0 <= body["storage"] <= body["quota"]
