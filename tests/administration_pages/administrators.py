"""A local administrator's browser: it reads the forms as a browser does, and sends what they hold."""

import re
from html import unescape
from typing import Any

import httpx

from tests.web.browsers import Browser
from tests.web.house import PUBLIC, ZOLA, House

PAGE = f"/administration/schools/{ZOLA.id}/page"
HOME = f"/administration/schools/{ZOLA.id}"
HISTORY = f"/administration/schools/{ZOLA.id}/history"
FROM_OUR_PAGE = {"Origin": PUBLIC}
_INPUT = re.compile(r"<input([^>]*)>")
_SELECT = re.compile(r'<select[^>]*name="([^"]+)".*?</select>', re.DOTALL)
_AREA = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
_CHOSEN = re.compile(r'<option value="([^"]*)" selected>')


def fields_of(page: str) -> dict[str, str]:
    """Every field of the page's forms, with what it holds."""
    found = {}
    for attributes in _INPUT.findall(page):
        names = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        if "name" in names:
            found[unescape(names["name"])] = unescape(names.get("value", ""))
    found |= {name: unescape(text) for name, text in _AREA.findall(page)}
    for match in _SELECT.finditer(page):
        chosen = _CHOSEN.search(match[0])
        found[match[1]] = unescape(chosen[1]) if chosen else ""
    return found


class Administrator(Browser):
    async def enter(self, login: str) -> httpx.Response:
        """Go through the ENT to the pages; answers the page where one ends up."""
        await self.log_in_to_ent(login)
        return await self.go(PUBLIC + "/administration/sign-in")

    async def form(self, path: str = PAGE) -> dict[str, str]:
        answer = await self.get(path)
        assert answer.status_code == 200, answer.text
        return fields_of(answer.text)

    async def send(self, form: dict[str, Any], path: str = PAGE, **headers: str) -> httpx.Response:
        return await self.http.post(PUBLIC + path, data=form, headers=FROM_OUR_PAGE | headers)

    async def preview(self, **changes: str) -> httpx.Response:
        """Change fields of the form, and ask for the preview. Dots of names are written `__`."""
        written = {name.replace("__", "."): value for name, value in changes.items()}
        return await self.send(await self.form() | written | {"do": "preview"})

    async def save(self, **changes: str) -> httpx.Response:
        """Preview, then save exactly what was previewed."""
        previewed = await self.preview(**changes)
        assert previewed.status_code == 200, previewed.text
        return await self.send(fields_of(previewed.text) | {"do": "save"})


def make_administrator(house: House, login: str, *schools: str) -> None:
    """From the next sign-in on, this account administers these schools in the ENT."""
    user = next(user for user in house.ent_world.users.values() if user.login == login)
    user.functions = {"ADMIN_LOCAL": {"code": "ADMIN_LOCAL", "scope": list(schools)}}
