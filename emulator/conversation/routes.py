"""Addresses of the messaging module (contract, 2)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from emulator.conversation import (
    attachments,
    bins,
    drafts,
    exercizer,
    externe,
    listing,
    reading,
    sending,
    threadlists,
    userfolders,
    visible,
)
from emulator.routing import delete, get, post, put

ROUTES: list[BaseRoute] = [
    post("/conversation/draft", drafts.create_draft, right="conversation.create.draft"),
    put("/conversation/draft/{id}", drafts.update_draft),
    post("/conversation/send", sending.send),
    post("/conversation/externe", externe.send_from_outside, method=externe.METHOD),
    get("/conversation/api/folders/{folder}/messages", listing.list_messages),
    get("/conversation/api/folders", userfolders.folders),
    get("/conversation/userfolders/list", userfolders.legacy_folders),
    post("/conversation/folder", userfolders.create_folder),
    get("/conversation/list/{folder}", listing.legacy_list),
    get("/conversation/count/{folder}", listing.count),
    get("/conversation/api/count/{folder}", listing.count),
    get("/conversation/max-depth", listing.max_depth),
    get("/conversation/api/messages/{id}", reading.read_message),
    post("/conversation/api/messages/{id}/recall", bins.recall, right="conversation.recall"),
    get("/conversation/message/{id}", reading.legacy_read_message),
    get("/conversation/threads/list", threadlists.list_threads, right="conversation.threads.list"),
    get("/conversation/thread/messages/{id}", threadlists.thread_messages),
    post("/conversation/toggleUnread", reading.toggle_unread),
    put("/conversation/trash", bins.trash),
    put("/conversation/restore", bins.restore),
    put("/conversation/delete", bins.delete),
    delete("/conversation/emptyTrash", bins.empty_trash),
    put("/conversation/move/userfolder/{folder}", bins.move_to_folder),
    put("/conversation/move/root", bins.move_to_root),
    post("/conversation/message/{id}/attachment", attachments.add_attachment),
    get("/conversation/message/{id}/attachment/{attachment}", attachments.get_attachment, media=True),
    delete("/conversation/message/{id}/attachment/{attachment}", attachments.delete_attachment),
    get("/conversation/message/{id}/allAttachments", attachments.all_attachments),
    put("/conversation/message/{id}/forward/{forwarded}", attachments.forward_attachments),
    get("/conversation/visible", visible.visible),
    post("/conversation/visibles", visible.visibles),
    post("/conversation/conversation/checkContent", exercizer.check_content),
    post("/conversation/store/event", exercizer.store_event),
]
