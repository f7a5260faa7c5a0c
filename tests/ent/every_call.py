"""Every method of the two clients once, with arguments that a test may recognise, and what it makes of an answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from ent import AdministrationClient, EntClient, Letter, NewApplication, NewsDraft, Notification

NAME = "Marqueur-Nom"
WORDS = "marqueur-du-corps"
SECRET = "marqueur-secret"
LETTER = Letter(("marqueur-destinataire",), f"sujet {WORDS}", f"<p>{WORDS}</p>")
APPLICATION = NewApplication(NAME, NAME, "https://bot.exemple.fr/", ("userinfo",), secret=SECRET)


@dataclass(frozen=True)
class Call:
    """`kind`: who calls. `does`: whether the ENT's state may change. `path` is what a fault is armed for."""

    name: str
    kind: Literal["anyone", "token", "application", "session"]
    does: bool
    path: str
    run: Callable[[Any, str], Awaitable[object]]


def _token(name: str, path: str, run: Callable[[EntClient, str], Awaitable[object]], *, does: bool = False) -> Call:
    return Call(name, "token", does, path, run)


def _session(
    name: str, path: str, run: Callable[[AdministrationClient], Awaitable[object]], *, does: bool = False
) -> Call:
    return Call(name, "session", does, path, lambda client, _token: run(client))


PUBLIC = [
    Call(
        "exchange_code",
        "anyone",
        True,
        "/auth/oauth2/token",
        lambda c, t: c.exchange_code(t, "https://bot.exemple.fr/", "vpe-bot", SECRET),
    ),
    Call("client_token", "anyone", True, "/auth/oauth2/token", lambda c, _: c.client_token("vpe-bot", SECRET, "x")),
    Call("openid_keys", "anyone", False, "/auth/openid/jwks", lambda c, _: c.openid_keys()),
    Call("is_ent", "anyone", False, "/auth/context", lambda c, _: c.is_ent()),
    Call("anonymous_conf", "anyone", False, "/directory/conf/public", lambda c, _: c.anonymous_conf("directory")),
    Call("messaging", "anyone", False, "/conversation/conf/public", lambda c, _: c.messaging()),
]

PUPIL = [
    _token("userinfo", "/auth/oauth2/userinfo", lambda c, t: c.userinfo(t)),
    _token("staff_userinfo", "/auth/oauth2/userinfo", lambda c, t: c.staff_userinfo(t)),
    _token("visibles", "/conversation/visibles", lambda c, t: c.visibles(t, ["marqueur-id"])),
    _token("visible_group", "/communication/visible/search", lambda c, t: c.visible_group(t, "marqueur-id", NAME)),
    _token("visible_members", "/communication/visible/group/", lambda c, t: c.visible_members(t, "groupe")),
    _token("create_draft", "/conversation/draft", lambda c, t: c.create_draft(t, LETTER), does=True),
    _token("update_draft", "/conversation/draft/", lambda c, t: c.update_draft(t, "brouillon", LETTER), does=True),
    _token("send", "/conversation/send", lambda c, t: c.send(t, "brouillon", LETTER), does=True),
    _token("own_message", "/conversation/api/messages/", lambda c, t: c.own_message(t, "message")),
    _token("folder", "/conversation/api/folders/", lambda c, t: c.folder(t, "outbox")),
    _token("trash", "/conversation/trash", lambda c, t: c.trash(t, ["message"]), does=True),
    _token("delete", "/conversation/delete", lambda c, t: c.delete(t, ["message"]), does=True),
]

BELL = [
    Call(
        "publish",
        "application",
        True,
        "/timeline/publish",
        lambda c, t: c.publish(t, Notification(("marqueur-id",), WORDS, "X")),
    )
]

ADMINISTRATOR = [
    _session("me", "/auth/oauth2/userinfo", lambda a: a.me()),
    _session("groups", "/directory/group/admin/list", lambda a: a.groups("ecole", "ManualGroup")),
    _session("group", "/directory/group/", lambda a: a.group("groupe")),
    _session("members", "/directory/user/group/", lambda a: a.members("groupe")),
    _session("group_accounts", "/directory/user/admin/list", lambda a: a.group_accounts("groupe")),
    _session("staff_accounts", "/directory/user/admin/list", lambda a: a.staff_accounts("ecole")),
    _session("rules", "/communication/group/", lambda a: a.rules("groupe")),
    _session("check_link", "/communication/v2/group/", lambda a: a.check_link("un", "deux")),
    _session("link", "/communication/v2/group/", lambda a: a.link("un", "deux"), does=True),
    _session("link_only", "/communication/group/", lambda a: a.link_only("un", "deux"), does=True),
    _session("unlink", "/communication/group/", lambda a: a.unlink("un", "deux"), does=True),
    _session("open_group", "/communication/group/", lambda a: a.open_group("groupe"), does=True),
    _session("close_group", "/communication/group/", lambda a: a.close_group("groupe"), does=True),
    _session("create_group", "/directory/group", lambda a: a.create_group(NAME, "ecole"), does=True),
    _session("rename_group", "/directory/group/", lambda a: a.rename_group("groupe", NAME), does=True),
    _session("delete_group", "/directory/group/", lambda a: a.delete_group("groupe"), does=True),
    _session("add_members", "/directory/group/", lambda a: a.add_members("groupe", ["marqueur-id"]), does=True),
    _session("remove_members", "/directory/group/", lambda a: a.remove_members("groupe", ["marqueur-id"]), does=True),
    _session("external_applications", "/appregistry/", lambda a: a.external_applications("ecole")),
    _session("create_application", "/appregistry/", lambda a: a.create_application("ecole", APPLICATION), does=True),
    _session(
        "configure_application", "/appregistry/", lambda a: a.configure_application("app", APPLICATION), does=True
    ),
    _session(
        "authorize_application", "/appregistry/", lambda a: a.authorize_application("e", "a", ["Student"]), does=True
    ),
    _session("application_holders", "/appregistry/", lambda a: a.application_holders("ecole", "app")),
    _session("delete_application", "/appregistry/", lambda a: a.delete_application("app"), does=True),
    _session(
        "withdraw_application", "/appregistry/", lambda a: a.withdraw_application("e", "a", ["Student"]), does=True
    ),
    _session("authorise", "/auth/oauth2/auth", lambda a: a.authorise("vpe-bot", "https://bot.exemple.fr/", "x", "y")),
    _session("my_applications", "/applications-list", lambda a: a.my_applications()),
    _session("home_page", "/timeline/timeline", lambda a: a.home_page()),
    _session("messaging_limits", "/conversation/max-depth", lambda a: a.messaging_limits()),
    _session("chatbot_url", "/chatbot/url", lambda a: a.chatbot_url()),
    _session("theme", "/theme", lambda a: a.theme()),
    _session("public_conf", "/conversation/conf/public", lambda a: a.public_conf("conversation")),
    _session("create_thread", "/actualites/", lambda a: a.create_thread(WORDS, "ecole"), does=True),
    _session("delete_thread", "/actualites/", lambda a: a.delete_thread(1), does=True),
    _session("delete_news", "/actualites/", lambda a: a.delete_news(1), does=True),
    _session("create_news", "/actualites/", lambda a: a.create_news(NewsDraft(NAME, 1, WORDS)), does=True),
    _session("share_news", "/actualites/", lambda a: a.share_news(1, ["marqueur-id"]), does=True),
]

CALLS = [*PUBLIC, *PUPIL, *BELL, *ADMINISTRATOR]
