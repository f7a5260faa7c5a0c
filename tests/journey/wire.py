"""Everything that leaves a browser, and everything that stays in it, to look for words that must not be there."""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import BrowserContext, Error, Frame, Page, Request, WebSocket

KEPT = """async () => {
  const read = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = () => fail(request.error); });
  const all = {local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie, name: window.name, state: history.state, bases: {}};
  for (const {name} of await indexedDB.databases()) {
    const base = await read(indexedDB.open(name));
    all.bases[name] = await Promise.all([...base.objectStoreNames].map((store) => read(base.transaction(store).objectStore(store).getAll())));
    base.close();
  }
  all.caches = await Promise.all((await caches.keys()).map(async (name) => [name, (await (await caches.open(name)).keys()).map((one) => one.url)]));
  return JSON.stringify(all);
}"""


@dataclass(frozen=True)
class Left:
    """One thing that a page sent: a request, or a frame of a web socket."""

    method: str
    url: str
    said: bytes = field(repr=False)

    @property
    def told(self) -> str:
        """The method and the address, without its query."""
        return f"{self.method} {self.url.partition('?')[0].partition('#')[0]}"

    @property
    def origin(self) -> str | None:
        """Who was asked; None for an address inside the browser."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https", "ws", "wss"} else None


@dataclass
class Wire:
    """What every page, worker and frame of one browser context sends, whoever it is sent to."""

    context: BrowserContext
    left: list[Left] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._request)
        self.context.on("page", self._page)

    def saying(self, word: str) -> list[Left]:
        """What was sent with this word in it, in any spelling of `spellings`."""
        return [one for one in self.left if is_said(word, one.said)]

    def _request(self, request: Request) -> None:
        headers = repr(request.headers).encode()
        body = request.post_data_buffer or b""
        self.left.append(Left(request.method, request.url, b"\n".join((request.url.encode(), headers, body))))

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        def sent(said: str | bytes) -> None:
            self.left.append(Left("WS", socket.url, said if isinstance(said, bytes) else said.encode()))

        socket.on("framesent", sent)


def is_said(word: str, said: bytes) -> bool:
    """Whether the word is in these bytes, whatever the case."""
    low = said.lower()
    written = (spelling for case in (word, word.upper()) for spelling in spellings(case))
    return any(one.lower() in low for one in written) or any(each in said for each in _in_base64(word))


def spellings(word: str) -> tuple[bytes, ...]:
    """The word as text, in an address, in JSON's escapes, in hexadecimal and in the two-byte form that browsers keep on disk."""
    escaped = re.sub(r"[^\x00-\x7f]", lambda one: f"\\u{ord(one[0]):04x}", word)
    raw = word.encode()
    return (
        raw,
        quote(word).encode(),
        quote(word, safe="").replace("%20", "+").encode(),
        escaped.encode(),
        raw.hex().encode(),
        word.encode("utf-16-le"),
    )


def _in_base64(word: str) -> Iterator[bytes]:
    """The middle of the word's base64, for each place where it may begin; both alphabets. All of its whole groups: four letters alone are found by chance."""
    raw = word.encode()
    for shift in range(3):
        whole = (shift + len(raw)) // 3 * 4
        begun = base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : whole]
        yield begun
        yield begun.translate(bytes.maketrans(b"+/", b"-_"))


def files_saying(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """The files under a folder in which one of these words is, in any spelling."""
    wanted = tuple(words)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in wanted if is_said(word, path.read_bytes())]


def cores(folder: Path) -> list[Path]:
    """Memories of processes that died: in their folder, where we stand, where the system may put them."""
    places = (folder, Path.cwd(), Path("/tmp"), Path("/var/crash"))  # noqa: S108 (only looked at)
    return [path for place in places for path in place.glob("*core*") if path.is_file() and path.suffix != ".py"]


def kept_by(page: Page) -> str:
    """What every frame of a page keeps: storages, databases, caches, the history's state; and the addresses it stands at."""
    return "\n".join(_kept(frame) for frame in page.frames)


def _kept(frame: Frame) -> str:
    try:
        return f"{frame.url} {frame.evaluate(KEPT)}"
    except Error as error:
        if "ccess is denied" in error.message or "detached" in error.message:
            return frame.url
        raise
