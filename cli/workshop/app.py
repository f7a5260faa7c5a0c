"""The local page's addresses. No script: forms, answered by the whole page again; nothing asked is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from cli.content_replay_view import because, understood
from cli.playing import NoBotError, explained
from cli.workshop.asked import MOST_BYTES, Asked, BadFormError, conversation, fields, one
from cli.workshop.bot import Bot
from cli.workshop.reading import Reading
from cli.workshop.reports import gates, page_named, pages
from content.map.page import map_policy
from content.replaying.script import LEVELS
from content.replaying.story import as_story
from facts.paris import PARIS
from facts.school_calendar import ZONES

_HERE = Path(__file__).parent
TEXTS: dict[str, Any] = yaml.safe_load((_HERE / "page.fr.yml").read_text(encoding="utf-8"))
LONGEST = 2000  # characters of a sentence to try: as a pupil's message
BAD_FORM, NOT_THERE = 400, 404
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Workshop:
    """What the addresses share: the bot, the last reading of the files."""

    def __init__(self) -> None:
        self.bot = Bot()
        self.reading = Reading()
        words = Environment(
            loader=FileSystemLoader(_HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        words.globals.update(texts=TEXTS, levels=LEVELS, zones=sorted(ZONES), because=because, understood=understood)
        self._page = words.get_template("page.html")

    def app(self) -> Starlette:
        """To be put behind `cli.workshop.guard.Guard`."""
        routes = [
            Route("/", self.home),
            Route("/phrase", self.sentence, methods=["POST"]),
            Route("/conversation", self.conversation, methods=["POST"]),
            Route("/relire", self.read_again, methods=["POST"]),
            Route("/carte", self.map),
            Route("/rapport/{name}", self.report),
            Route("/page.css", self.style),
        ]
        app = Starlette(routes=routes, lifespan=self._lifespan, exception_handlers={BadFormError: _bad_form})
        app.router.redirect_slashes = False  # it would forget the token
        return app

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self.reading.begin()
        yield
        self.bot.close()

    def home(self, _: Request) -> Response:
        """Everything that can be done."""
        return self._shown()

    async def sentence(self, request: Request) -> Response:
        """What is understood of one sentence, and why."""
        text = one(await _form(request), "text").strip()[:LONGEST]
        try:
            told = await run_in_threadpool(explained, text) if text else None
        except NoBotError as error:
            return self._shown(text=text, no_bot=str(error))
        return self._shown(text=text, told=told)

    async def conversation(self, request: Request) -> Response:
        """The conversation played from its beginning, at its hour."""
        asked = conversation(await _form(request))
        return await run_in_threadpool(self._played, asked)

    def _played(self, asked: Asked) -> Response:
        beside = asked.beside(datetime.now(PARIS).replace(second=0, microsecond=0))
        try:
            replies, rules = self.bot.play(asked.turns, beside) if asked.turns else ([], [])
        except NoBotError as error:
            return self._shown(asked=asked, no_bot=str(error))
        story = as_story(asked.turns, replies, beside["at"], asked.level or None) if asked.turns else None
        return self._shown(asked=asked, turns=list(zip(asked.turns, replies, rules, strict=True)), story=story)

    async def read_again(self, _: Request) -> Response:
        """Read the files again."""
        self.reading.begin()
        return RedirectResponse("./#remarques", 303)

    def map(self, _: Request) -> Response:
        """The map of the dialogue, as it was at the last reading."""
        last = self.reading.last
        if last is None or last.map is None:
            return HTMLResponse(TEXTS["no_map"], NOT_THERE)
        return HTMLResponse(last.map, headers={"Content-Security-Policy": map_policy()})

    def report(self, request: Request) -> Response:
        """A page that a comparison left; nothing of it runs."""
        page = page_named(request.path_params["name"])
        if page is None:
            return HTMLResponse(TEXTS["no_report"], NOT_THERE)
        return HTMLResponse(page, headers={"Content-Security-Policy": _REPORT_POLICY})

    def style(self, _: Request) -> Response:
        """How it looks."""
        return Response((_HERE / "page.css").read_text(encoding="utf-8"), media_type="text/css")

    def _shown(self, **parts: Any) -> Response:
        shown = {"text": "", "told": None, "asked": Asked(), "turns": [], "story": None, "no_bot": None, **parts}
        return HTMLResponse(self._page.render(reading=self.reading, gates=list(gates()), pages=list(pages()), **shown))


async def _form(request: Request) -> Any:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise BadFormError
    return fields(body)


def _bad_form(_: Request, __: Exception) -> Response:
    return HTMLResponse(TEXTS["bad_form"], BAD_FORM)
