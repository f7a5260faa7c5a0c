"""Every address of the emulated ENT, by module."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from emulator import language, modules
from emulator.appregistry.routes import ROUTES as APPREGISTRY
from emulator.auth import authorize, federation, login, media, openid, token, userinfo, validations
from emulator.communication.routes import ROUTES as COMMUNICATION
from emulator.conversation.routes import ROUTES as CONVERSATION
from emulator.directory.routes import ROUTES as DIRECTORY
from emulator.door.routes import ROUTES as DOOR
from emulator.guard import guard
from emulator.news.routes import ROUTES as ACTUALITES
from emulator.pages import FOLDER
from emulator.portal import chatbot, screens, theme
from emulator.routing import get, post, put
from emulator.timeline import feed, flash, publishing
from emulator.workspace.routes import ROUTES as WORKSPACE

AUTH: list[BaseRoute] = [
    Route("/auth/login", login.login_page, methods=["GET"]),
    Route("/auth/login", login.login, methods=["POST"]),
    Route("/auth/federation/login", federation.by_federation, methods=["POST"]),
    Route("/auth/logout", login.logout),
    Route("/auth/context", login.context),
    Route("/auth/user/requirements", validations.requirements),
    Route("/auth/revalidate-terms", validations.validation_page, methods=["GET", "POST"]),
    Route("/auth/validate-mail", validations.validation_page, methods=["GET", "POST"]),
    Route("/auth/validate-mfa", validations.validation_page, methods=["GET", "POST"]),
    Route("/auth/reset/forceChangePassword", validations.validation_page, methods=["GET", "POST"]),
    Route("/auth/oauth2/auth", authorize.authorize),
    Route("/auth/oauth2/token", token.token, methods=["POST"]),
    get("/auth/oauth2/token", media.media_token),
    Route("/auth/oauth2/userinfo", guard(userinfo.userinfo), methods=["GET", "POST"]),
    Route("/auth/openid/.well-known/openid-configuration", openid.discovery),
    Route("/auth/openid/jwks", openid.jwks),
    Route("/auth/openid/certs", openid.certs),
]

PORTAL: list[BaseRoute] = [
    Route("/", screens.home),
    get("/timeline/timeline", screens.timeline),
    get("/adapter", screens.adapter),
    get("/conversation/conversation", screens.mailbox),
    get("/timeline/lastNotifications", feed.last_notifications),
    get("/timeline/types", feed.types),
    get("/timeline/flashmsg/listuser", flash.list_mine),
    put("/timeline/flashmsg/{id:int}/markasread", flash.mark_as_read),
    post("/timeline/publish", publishing.publish, right="timeline.publish", method=publishing.PUBLISH),
    post("/timeline/external/notification/{project}", publishing.external, method=publishing.EXTERNAL),
    get("/chatbot/url", chatbot.url, right="chatbot.view"),
    Route("/chatbot/public/js/chatbot.js", chatbot.script),
    get("/theme", theme.theme),
    Route("/skin", theme.skin),
    Route("/locale", language.locale),
    get("/userbook/preference/{application}", theme.preference),
    put("/userbook/preference/{application}", theme.set_preference),
    get("/applications-list", theme.applications),
    Route("/{application}/conf/public", modules.public_conf),
    Mount("/assets", StaticFiles(directory=FOLDER / "static")),
]

ROUTES: list[BaseRoute] = [
    *AUTH,
    *CONVERSATION,
    *COMMUNICATION,
    *DIRECTORY,
    *APPREGISTRY,
    *PORTAL,
    *ACTUALITES,
    *WORKSPACE,
    *DOOR,
]
