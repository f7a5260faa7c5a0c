"""The place that a school chose for « Quitter vite » is where its pupils come to, and whoever is not known to be of it comes to the usual one."""

from collections.abc import Callable
from datetime import datetime, timezone

import pytest
from playwright.sync_api import BrowserContext, expect

from cli.demo_settings import SCHOOL
from database import open_engine
from schools import pages
from schools.page import Author, SchoolPage
from tests.leaving_browser.conftest import WebAlone

pytestmark = pytest.mark.browser
CHOSEN = "https://fr.wikipedia.org/wiki/France"
BESSON = Author("c3d5c0de-0000-4000-8000-000000000006", "Nadia Besson")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_each_page_leads_where_the_school_said(web: WebAlone, browse: Callable[..., BrowserContext], script: bool):
    engine = open_engine(web.database_url)
    now = datetime.now(timezone.utc)
    pages.write(engine, SCHOOL["id"], SchoolPage(exit_url=CHOSEN), BESSON, now, over=0, today=now.date())
    engine.dispose()
    context = browse(java_script_enabled=script)
    context.route(CHOSEN, lambda route: route.fulfill(body="<title>France</title>", content_type="text/html"))
    for path in ("/assistant", "/aide", "/aide/sans-reseau", "/reperes/1", "/tes-mots", "/ent/callback"):
        page = context.new_page()
        page.goto(f"{web.url}{path}?ecole={SCHOOL['uai']}")
        page.get_by_role("link", name="Quitter vite").or_(page.get_by_role("button", name="Quitter vite")).click()
        page.wait_for_url(CHOSEN)
        expect(page).to_have_title("France")
        page.close()
