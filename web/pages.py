"""The HTML pages: templates with sentences, cards and addresses of static files; nothing else can be put in them."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from web.sentences import Sentences
from web.shelf import Shelf

FOLDER = Path(__file__).resolve().parent / "templates"


def unbroken(text: str) -> str:
    """French marks stay with their words: none begins a line or ends one alone."""
    return re.sub(r" (?=[»:;?!])|(?<=«) ", "\N{NO-BREAK SPACE}", text)


class Pages:
    """Renders the templates; everything is escaped, a missing value is an error."""

    def __init__(self, sentences: Sentences, shelf: Shelf) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._environment.filters["unbroken"] = unbroken
        self._environment.globals["say"] = sentences.group("pages")
        self._environment.globals["static"] = shelf.address
        self._environment.globals["integrity"] = shelf.integrity

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """One page."""
        return HTMLResponse(self._environment.get_template(template).render(values), status)
