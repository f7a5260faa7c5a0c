"""What a browser keeps of our site, as a page of ours finds it."""

import time

from playwright.sync_api import BrowserContext, Frame, Page

# All that a page may keep, cookies of scripts included; a store that the browser refuses to a frame holds nothing.
_KEPT = """async () => {
  const of = async (read) => { try { return await read(); } catch (why) { if (self !== top) return 0; throw why; } };
  return {local: await of(() => localStorage.length), session: await of(() => sessionStorage.length), cookie: document.cookie,
  state: history.state, databases: await of(async () => (await indexedDB.databases()).length),
  caches: await of(async () => (await caches.keys()).length),
  workers: await of(async () => (await navigator.serviceWorker.getRegistrations()).length)}; }"""
_SECONDS = 5.0


def kept_in(page: Page | Frame) -> dict[str, object]:
    """What is there, by name; nothing where there is none."""
    return {name: value for name, value in page.evaluate(_KEPT).items() if value}


def left_behind(context: BrowserContext, site: str) -> dict[str, object]:
    """What stays once the page is left, cookies of the server included; what it has just ended has a few seconds to end.

    `/reperes` is the page that looks: it keeps nothing itself.
    """
    page = context.new_page()
    page.goto(f"{site}/reperes")
    deadline = time.monotonic() + _SECONDS
    while (found := {**kept_in(page), **_cookies(context, site)}) and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    page.close()
    return found


def _cookies(context: BrowserContext, site: str) -> dict[str, object]:
    names = [cookie["name"] for cookie in context.cookies(site)]
    return {"cookies": names} if names else {}
