"""What a browser still holds of a page: the heap of each of its frames, as Chromium writes it down, and who is left to hold one."""

from playwright.sync_api import BrowserContext, CDPSession, Frame, Page


def heap_of(place: Page | Frame) -> bytes:
    """Every object and string that its scripts still reach, after a collection."""
    session: CDPSession = place_context(place).new_cdp_session(place)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False, "captureNumericValue": False})
    session.detach()
    return "".join(chunks).encode()


def place_context(place: Page | Frame) -> BrowserContext:
    """The browser context of a page or of a frame."""
    return place.page.context if isinstance(place, Frame) else place.context


def holders(page: Page) -> list[dict[str, str]]:
    """Every page, frame and worker that the browser has, whoever opened it."""
    session = page.context.new_cdp_session(page)
    session.send("Target.setDiscoverTargets", {"discover": True, "filter": [{}]})
    found = session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    session.detach()
    return [{"type": one["type"], "url": one["url"]} for one in found]
