"""A sentence given, by the real product: offered only where the school allows it, seen, ticked, kept hidden; nothing is offered near a danger."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from cli.demo_settings import SCHOOL
from database import open_engine
from given.keeping import NONE
from given.tables import GIVEN_SENTENCES
from schools import pages
from schools.page import Author, SchoolPage
from tests.axe import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journey.conftest import Running

pytestmark = pytest.mark.browser
PATIENCE = 20_000
BESSON = Author("c3d5c0de-0000-4000-8000-000000000006", "Nadia Besson")
WRITTEN, SHOWN = "zinzolin kflrtz Léa me bzzt ptiklo 06 trop", "zinzolin kflrtz … me bzzt ptiklo … trop"


@pytest.fixture
def page(chromium: Browser, running: Running) -> Iterator[Page]:
    engine = open_engine(running.settings.database_url)
    now, over = datetime.now(timezone.utc), pages.latest(engine, SCHOOL["id"]).version
    pages.write(engine, SCHOOL["id"], SchoolPage(gives=True), BESSON, now, over=over, today=now.date())
    engine.dispose()
    context = chromium.new_context(locale="fr-FR", viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{running.settings.bot_url}/assistant?ecole={SCHOOL['uai']}")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    yield page
    context.close()


def writes(page: Page, words: str) -> None:
    messages = page.get_by_test_id("message").or_(page.get_by_test_id("message-urgent"))
    before = messages.count()
    page.get_by_test_id("write").fill(words)
    page.get_by_test_id("send").click()
    expect(messages).not_to_have_count(before, timeout=PATIENCE)


def test_a_pupil_sees_the_very_words_ticks_and_gives_them(page: Page, running: Running):
    writes(page, WRITTEN)
    page.get_by_test_id("giving-offer").click()
    expect(page.get_by_test_id("giving-words")).to_have_text(SHOWN)
    expect(page.get_by_test_id("giving-agree")).not_to_be_checked()
    expect(page.get_by_test_id("giving-give")).to_be_disabled()
    assert violations(page) == []
    page.get_by_test_id("giving-agree").check()
    page.get_by_test_id("giving-give").click()
    expect(page.get_by_test_id("giving-end")).to_have_text("C’est donné. Merci.")

    engine = open_engine(running.settings.database_url)
    with engine.connect() as connection:
        rows = connection.execute(GIVEN_SENTENCES.select()).all()
    engine.dispose()
    assert [row.situation for row in rows] == [NONE]
    assert not [row for row in rows if b"ptiklo" in row.sealed]
    writes(page, "zinzolin ptiklo bzzt kflrtz trop")
    expect(page.get_by_test_id("giving-offer")).to_have_count(0)


def test_after_a_danger_nothing_is_offered(page: Page):
    writes(page, "mon père me frappe tous les soirs")
    writes(page, WRITTEN)
    expect(page.get_by_test_id("giving-offer")).to_have_count(0)
