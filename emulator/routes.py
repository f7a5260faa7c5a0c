"""Every address of the emulated ENT, by module."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from emulator import appregistry, news, workspace
from emulator.auth import authorize, login, openid, token, userinfo
from emulator.communication import links
from emulator.communication import visible as seen
from emulator.conversation import attachments, bins, drafts, externe, listing, reading, sending, userfolders, visible
from emulator.directory import groups
from emulator.faults import control
from emulator.guard import Handler, guard
from emulator.pages import FOLDER
from emulator.portal import chatbot, screens, theme
from emulator.timeline import feed


def _get(path: str, handler: Handler, *, right: str | None = None) -> Route:
    return Route(path, guard(handler, right=right), methods=["GET"])


def _post(path: str, handler: Handler, *, right: str | None = None, method: str | None = None) -> Route:
    return Route(path, guard(handler, right=right, method=method), methods=["POST"])


def _put(path: str, handler: Handler, *, right: str | None = None) -> Route:
    return Route(path, guard(handler, right=right), methods=["PUT"])


def _delete(path: str, handler: Handler, *, right: str | None = None) -> Route:
    return Route(path, guard(handler, right=right), methods=["DELETE"])


AUTH: list[BaseRoute] = [
    Route("/auth/login", login.login_page, methods=["GET"]),
    Route("/auth/login", login.login, methods=["POST"]),
    Route("/auth/logout", login.logout),
    Route("/auth/context", login.context),
    Route("/auth/user/requirements", login.requirements),
    Route("/auth/revalidate-terms", login.validation_page, methods=["GET", "POST"]),
    Route("/auth/validate-mail", login.validation_page, methods=["GET", "POST"]),
    Route("/auth/validate-mfa", login.validation_page, methods=["GET", "POST"]),
    Route("/auth/reset/forceChangePassword", login.validation_page, methods=["GET", "POST"]),
    Route("/auth/oauth2/auth", authorize.authorize),
    Route("/auth/oauth2/token", token.token, methods=["POST"]),
    _get("/auth/oauth2/token", token.media_token),
    Route("/auth/oauth2/userinfo", guard(userinfo.userinfo), methods=["GET", "POST"]),
    Route("/auth/openid/.well-known/openid-configuration", openid.discovery),
    Route("/auth/openid/jwks", openid.jwks),
    Route("/auth/openid/certs", openid.certs),
]

CONVERSATION: list[BaseRoute] = [
    _get("/conversation/conversation", screens.mailbox),
    _post("/conversation/draft", drafts.create_draft, right="conversation.create.draft"),
    _put("/conversation/draft/{id}", drafts.update_draft),
    _post("/conversation/send", sending.send),
    _post("/conversation/externe", externe.send_from_outside, method=externe.METHOD),
    _get("/conversation/api/folders/{folder}/messages", listing.list_messages),
    _get("/conversation/api/folders", userfolders.folders),
    _get("/conversation/userfolders/list", userfolders.legacy_folders),
    _post("/conversation/folder", userfolders.create_folder),
    _get("/conversation/list/{folder}", listing.legacy_list),
    _get("/conversation/count/{folder}", listing.count),
    _get("/conversation/api/count/{folder}", listing.count),
    _get("/conversation/max-depth", listing.max_depth),
    _get("/conversation/api/messages/{id}", reading.read_message),
    _post("/conversation/api/messages/{id}/recall", bins.recall, right="conversation.recall"),
    _get("/conversation/message/{id}", reading.legacy_read_message),
    _get("/conversation/thread/messages/{id}", reading.thread_messages),
    _post("/conversation/toggleUnread", reading.toggle_unread),
    _put("/conversation/trash", bins.trash),
    _put("/conversation/restore", bins.restore),
    _put("/conversation/delete", bins.delete),
    _delete("/conversation/emptyTrash", bins.empty_trash),
    _put("/conversation/move/userfolder/{folder}", bins.move_to_folder),
    _put("/conversation/move/root", bins.move_to_root),
    _post("/conversation/message/{id}/attachment", attachments.add_attachment),
    _get("/conversation/message/{id}/attachment/{attachment}", attachments.get_attachment),
    _delete("/conversation/message/{id}/attachment/{attachment}", attachments.delete_attachment),
    _get("/conversation/message/{id}/allAttachments", attachments.all_attachments),
    _put("/conversation/message/{id}/forward/{forwarded}", attachments.forward_attachments),
    _get("/conversation/visible", visible.visible),
    _post("/conversation/visibles", visible.visibles),
]

COMMUNICATION: list[BaseRoute] = [
    _get("/communication/visible/search", seen.search),
    _post("/communication/visible", seen.visible),
    _get("/communication/visible/group/{id}", seen.group_members),
    _get("/communication/verify/{sender}/{receiver}", seen.verify),
    _get("/communication/v2/group/{start}/communique/{end}/check", links.check_link),
    _post("/communication/v2/group/{start}/communique/{end}", links.link),
    _post("/communication/group/{start}/communique/{end}", links.link_only),
    _delete("/communication/group/{start}/relations/{end}", links.unlink),
    _post("/communication/group/{id}/users", links.open_users),
    _delete("/communication/group/{id}/users", links.close_users),
    _get("/communication/group/{id}", links.show_group),
    _get("/communication/group/{id}/{way:str}", links.linked_groups),
]

DIRECTORY: list[BaseRoute] = [
    _get("/directory/group/admin/list", groups.list_groups),
    _post("/directory/group", groups.create_group),
    _get("/directory/group/{id}", groups.show_group),
    _put("/directory/group/{id}", groups.update_group),
    _delete("/directory/group/{id}", groups.delete_group),
    _put("/directory/group/{id}/users/{change}", groups.change_members),
    _get("/directory/user/group/{id}", groups.members),
    _post("/directory/user/group/{user}/{group}", groups.change_member),
    _delete("/directory/user/group/{user}/{group}", groups.change_member),
]

PORTAL: list[BaseRoute] = [
    Route("/", screens.home),
    _get("/timeline/timeline", screens.timeline),
    _get("/timeline/lastNotifications", feed.last_notifications),
    _get("/timeline/types", feed.types),
    _post("/timeline/publish", feed.publish, right="timeline.publish", method=feed.PUBLISH),
    _get("/chatbot/url", chatbot.url, right="chatbot.view"),
    Route("/chatbot/public/js/chatbot.js", chatbot.script),
    _get("/theme", theme.theme),
    Route("/skin", theme.skin),
    Route("/locale", theme.locale),
    _get("/userbook/preference/{application}", theme.preference),
    _put("/userbook/preference/{application}", theme.set_preference),
    _get("/applications-list", theme.applications),
    Route("/{application}/conf/public", theme.public_conf),
    Mount("/assets", StaticFiles(directory=FOLDER / "static")),
]

OTHERS: list[BaseRoute] = [
    _post("/appregistry/application/external", appregistry.create),
    _get("/appregistry/application/conf/{id}", appregistry.show),
    _put("/appregistry/application/conf/{id}", appregistry.update),
    _delete("/appregistry/application/external/{id}", appregistry.delete),
    _get("/appregistry/external-applications", appregistry.list_external),
    _put("/appregistry/structure/{structure}/application/external/{id}/authorize", appregistry.authorize),
    _post("/actualites/api/v1/threads", news.create_thread, right="actualites.create.thread"),
    _post("/actualites/api/v1/infos", news.create_info),
    _post("/actualites/api/v1/infos/published", news.publish_info),
    _get("/actualites/api/v1/infos", news.list_infos),
    _get("/actualites/api/v1/infos/preview/last/{count:int}", news.last_infos),
    _post("/workspace/document", workspace.add, right="workspace.document.add"),
    _get("/workspace/document/{id}", workspace.get),
    _get("/workspace/quota/user/{id}", workspace.quota),
]

TEST_DOOR: list[BaseRoute] = [
    Route("/__test/faults", control.faults, methods=["GET", "POST", "DELETE"]),
    Route("/__test/reset", control.reset, methods=["POST"]),
    Route("/__test/clock", control.clock, methods=["GET", "POST"]),
    Route("/__test/mails", control.mails, methods=["GET", "DELETE"]),
    Route("/__test/pushes", control.pushes, methods=["GET", "DELETE"]),
    Route("/__test/messages", control.mailboxes),
    Route("/__test/revoke", control.revoke, methods=["POST"]),
    Route("/__test/groups/{id}", control.change_group, methods=["POST"]),
    Route("/__test/users/{login}", control.change_user, methods=["POST"]),
]

ROUTES: list[BaseRoute] = [*AUTH, *CONVERSATION, *COMMUNICATION, *DIRECTORY, *PORTAL, *OTHERS, *TEST_DOOR]
