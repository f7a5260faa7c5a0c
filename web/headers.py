"""Every header that protects a page or an answer, in one place.

Rules: no inline script or style, nothing from a third party (R70); only the origins of the ENT may frame the assistant, nobody may
frame the desk; nothing is kept by a cache but our own static files; no referrer leaves; HSTS only where the site is https.
The callback page sends no Cross-Origin-Opener-Policy: it must still reach the window that opened it. The assistant's own lets it
open the sign-in, and takes its window out of the hands of whoever opened it. The pages of forms have no script at all, and send their
forms to us only. The assistant alone may ask for the microphone, and for speech written down by the device itself; it plays back what it has just heard (`blob:`);
the desk plays the voice that it has just opened. In browsers that know of it, no text becomes markup or code (Trusted Types), but for the addresses of
our own workers. Nothing is reported to anybody.
"""

from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.cookies import COOKIES_IN_SCOPE

KIND_IN_SCOPE = "parlons_en.kind"
NO_STORE = "no-store"
STATIC_CACHE = "public, max-age=31536000, immutable"
REVALIDATE = "public, no-cache"

_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "on-device-speech-recognition", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip


class Kind(Enum):
    """What a route serves; its headers follow from this."""

    ASSISTANT = "the assistant's framed page"
    FRAMED_PAGE = "framed page"
    OPENED_PAGE = "page that speaks to its opener"
    PAGE = "page"
    DESK = "the desk"
    FORM_PAGE = "page of forms"
    API = "api"
    SERVICE_WORKER = "the worker of the page of numbers"
    STATIC = "static"
    LOADER = "loader"


# the one policy of our scripts: addresses of workers of ours (web/client/src/net/our-worker.ts)
_TRUSTED_TYPES = "parlons-en"
_FRAMED = frozenset({Kind.ASSISTANT, Kind.FRAMED_PAGE})
_ALLOWED_FEATURES = {Kind.ASSISTANT: frozenset({"microphone", "on-device-speech-recognition"})}
_OPENER_POLICIES = {
    Kind.ASSISTANT: "same-origin-allow-popups",
    Kind.PAGE: "same-origin",
    Kind.DESK: "same-origin",
    Kind.FORM_PAGE: "same-origin",
    Kind.FRAMED_PAGE: "same-origin-allow-popups",
}
# Without it browsers say `Origin: null` of a form of ours, and it could not be told from another site's.
_REFERRERS = {Kind.FORM_PAGE: "same-origin"}


@dataclass(frozen=True)
class HeaderRules:
    """The headers of each kind, for one public address, the ENT's address and the other origins of the same ENT."""

    public_url: str
    ent_public_url: str
    ent_hosts: tuple[str, ...] = ()

    def of(self, kind: Kind) -> dict[str, str]:
        """All the headers of an answer of that kind, but Cache-Control of static files, which the shelf knows."""
        headers = {
            "Content-Security-Policy": self.policy(kind),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": _REFERRERS.get(kind, "no-referrer"),
            "Permissions-Policy": _features(kind),
            "Cross-Origin-Resource-Policy": "cross-origin" if kind is Kind.LOADER else "same-origin",
        }
        if kind not in {Kind.STATIC, Kind.LOADER, Kind.SERVICE_WORKER}:
            headers["Cache-Control"] = NO_STORE
        if kind in _OPENER_POLICIES:
            headers["Cross-Origin-Opener-Policy"] = _OPENER_POLICIES[kind]
        if kind not in _FRAMED:
            headers["X-Frame-Options"] = "DENY"
        if kind is Kind.LOADER:
            headers["Access-Control-Allow-Origin"] = "*"
        if self.public_url.startswith("https://"):
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        return headers

    def policy(self, kind: Kind) -> str:
        """The Content-Security-Policy of that kind."""
        directives = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
        if kind in _FRAMED | {Kind.OPENED_PAGE, Kind.PAGE, Kind.DESK}:
            directives |= {f"{what}-src": "'self'" for what in ("script", "style", "font", "connect", "worker")}
            directives["img-src"] = "'self' data:"  # the icons of our own style sheets
            directives |= {"require-trusted-types-for": "'script'", "trusted-types": _TRUSTED_TYPES}
        if kind in {Kind.ASSISTANT, Kind.DESK}:
            directives["media-src"] = "blob:"
        if kind is Kind.FORM_PAGE:
            directives |= {"style-src": "'self'", "img-src": "'self' data:", "form-action": "'self'"}
        if kind is Kind.STATIC:
            directives["script-src"] = "'self'"  # a worker obeys the policy of its own file
        if kind is Kind.SERVICE_WORKER:
            directives |= {"script-src": "'self'", "connect-src": "'self'"}  # it asks for the page that it keeps
        directives["frame-ancestors"] = self._ancestors() if kind in _FRAMED else "'none'"
        if self.public_url.startswith("https://"):
            directives["upgrade-insecure-requests"] = ""
        return "; ".join(f"{name} {value}".strip() for name, value in directives.items())

    def _ancestors(self) -> str:
        parts = urlsplit(self.ent_public_url)
        return " ".join(dict.fromkeys([f"{parts.scheme}://{parts.netloc}", *self.ent_hosts]))


def _features(kind: Kind) -> str:
    allowed = _ALLOWED_FEATURES.get(kind, frozenset())
    return ", ".join(f"{feature}={'(self)' if feature in allowed else '()'}" for feature in _FEATURES)


class SecureHeaders:
    """ASGI middleware: puts the headers on every answer, those of errors included."""

    def __init__(self, app: ASGIApp, rules: HeaderRules) -> None:
        self._app = app
        self._headers = {kind: rules.of(kind) for kind in Kind}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers of its route's kind when the answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = scope.get(KIND_IN_SCOPE, Kind.API)
                headers = MutableHeaders(scope=message)
                headers.update(self._headers[kind])
                for cookie in scope.get(COOKIES_IN_SCOPE, {}).values():
                    headers.append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
