from __future__ import annotations

from typing import Any

import httpx

from tests.emulator.running_ent import GROUP, message

LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"


def found(browser: httpx.Client, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = browser.get(f"/communication/visible/search{query}").json()
    return rows


def named(rows: list[dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
    return {row["displayName"]: row for row in rows if row["type"] == kind}


def test_the_legacy_mode_does_not_filter_groups_and_blurs_them(ent):
    lea = ent.signed_in("lea.martin")
    light = named(found(lea, "?query=lemoine"), "Group")
    legacy = named(found(lea, "?query=lemoine&mode=legacy"), "Group")
    assert light == {}
    group = legacy["Violences, parlons-en"]
    assert (group["groupType"], group["profile"], group["structureName"]) == ("ProfileGroup", "Manual", None)


def test_families_show_to_staff_but_in_one_mode_and_never_to_pupils(ent):
    ent.change_group("grp-eleves-zola", users="BOTH", linked_from=["grp-enseignants-zola"])
    ent.change_group("grp-enseignants-zola", users="BOTH")
    garnier = ent.signed_in("mme.garnier")
    lea = named(found(garnier, "?query=lea"), "User")["Léa Martin"]
    assert [one["displayName"] for one in lea["relatives"]] == ["Claire Martin"]
    assert "relatives" not in named(found(garnier, "?query=lea&mode=excludeFamily"), "User")["Léa Martin"]
    assert named(found(garnier, "?query=lea&mode=complete"), "User")["Léa Martin"]["classrooms"][0]["name"] == "3B"
    noe = named(found(ent.signed_in("lea.martin"), "?query=noe"), "User")["Noé Petit"]
    assert "relatives" not in noe


def test_an_unknown_mode_is_the_light_one(ent):
    lea = ent.signed_in("lea.martin")
    assert found(lea, "?mode=autre") == found(lea, "?mode=light") == found(lea)


def test_a_hidden_group_is_found_only_when_asked_for(ent):
    ent.change_group(GROUP, hidden=True)
    lea = ent.signed_in("lea.martin")
    assert "Violences, parlons-en" not in named(found(lea), "Group")
    assert "Violences, parlons-en" in named(found(lea, "?includeHidden=true"), "Group")
    assert lea.post("/conversation/send", json=message()).status_code == 401


def test_share_bookmarks_are_found_and_opened_by_the_client(ent):
    lea = ent.signed_in("lea.martin")
    made = lea.post("/directory/sharebookmark", json={"name": "Mes adultes", "members": [GROUP, LEMOINE]})
    assert made.status_code == 201
    id_ = made.json()["id"]
    row = named(found(lea, "?query=adultes"), "ShareBookmark")["Mes adultes"]
    assert row == {"id": id_, "displayName": "Mes adultes", "type": "ShareBookmark", "usedIn": ["TO", "CC", "CCI"]}
    opened = lea.get(f"/directory/sharebookmark/{id_}").json()
    assert ([one["id"] for one in opened["groups"]], [one["id"] for one in opened["users"]]) == ([GROUP], [LEMOINE])
    assert lea.get("/directory/sharebookmark/all").json() == [{"id": id_, "name": "Mes adultes"}]
    noe = ent.signed_in("noe.petit")
    assert noe.get(f"/directory/sharebookmark/{id_}").status_code == 404
    assert named(found(noe), "ShareBookmark") == {}
    assert lea.post("/conversation/send", json=message(to=[id_])).status_code == 401


def test_documents_open_for_those_they_are_shared_with(ent):
    lea = ent.signed_in("lea.martin")
    made = lea.post("/workspace/document?protected=true", files={"file": ("v.mp3", b"abc", "audio/mpeg")}).json()
    path = f"/workspace/document/{made['_id']}"
    lemoine = ent.signed_in("mme.lemoine")
    assert lemoine.get(path).status_code == 401
    assert lemoine.put(f"/workspace/share/resource/{made['_id']}", json={}).status_code == 401
    read = ["org-entcore-workspace-controllers-WorkspaceController|getDocument"]
    assert lea.put(f"/workspace/share/resource/{made['_id']}", json={"groups": {GROUP: read}}).status_code == 200
    assert lemoine.get(path).content == b"abc"
    assert ent.signed_in("mme.garnier").get(path).status_code == 401
    assert lemoine.get(f"/workspace/pub/document/{made['_id']}").status_code == 404


def test_a_public_document_opens_for_every_account(ent):
    lea = ent.signed_in("lea.martin")
    made = lea.post("/workspace/document?public=true", files={"file": ("a.pdf", b"pdf", "application/pdf")}).json()
    assert ent.signed_in("ines.caron").get(f"/workspace/pub/document/{made['_id']}").content == b"pdf"
