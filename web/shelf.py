"""The static files, read once at start: a path that is not on the shelf does not exist.

Each file's address carries the hash of its bytes, so that browsers may keep it; without a hash it is revalidated. An address with a hash never gives
other bytes: those of this build, or those that stay of the build before for pages that are open (`web/client/build.mjs`), or nothing. A browser that
takes gzip gets these files packed, once for all; pages and answers never are: what is packed with a secret tells its length (BREACH).
"""

import base64
import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response

from web.headers import REVALIDATE, STATIC_CACHE

FOLDER = Path(__file__).resolve().parent / "static"
_HASH_LENGTH = 16
_NOT_MODIFIED = 304
LOADER = "built/loader.js"  # the one file that an ENT page runs, by its address or by that of its bytes
# What a browser loads; the build leaves tools for the command line beside them, which nobody needs to be served.
SERVED = frozenset({".css", ".js", ".svg", ".ttf"})


@dataclass(frozen=True)
class StaticFile:
    """The bytes of one file, plain and packed, their type and their hash."""

    content: bytes = field(repr=False)
    packed: bytes = field(repr=False)
    media_type: str
    digest: str

    @property
    def integrity(self) -> str:
        """The value of a page's `integrity` attribute that accepts these bytes and no others."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.content).digest()).decode()

    def answer(self, version: str | None, headers: Headers) -> Response:
        """The file, or 304 when the browser has these bytes already."""
        takes_gzip = _takes_gzip(headers.get("accept-encoding", ""))
        etag = f'"{self.digest}-gzip"' if takes_gzip else f'"{self.digest}"'
        kept = {"ETag": etag, "Cache-Control": STATIC_CACHE if version == self.digest else REVALIDATE}
        kept["Vary"] = "Accept-Encoding"
        if headers.get("if-none-match") == etag:
            return Response(status_code=_NOT_MODIFIED, headers=kept)
        if takes_gzip:
            return Response(self.packed, headers=kept | {"Content-Encoding": "gzip"}, media_type=self.media_type)
        return Response(self.content, headers=kept, media_type=self.media_type)


class Shelf:
    """Static files by their path under `static/`; `made`: bytes that this installation makes by itself, by their path."""

    def __init__(self, folder: Path = FOLDER, made: Mapping[str, bytes] | None = None) -> None:
        found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in SERVED)
        self._files = {path.relative_to(folder).as_posix(): _file(path.name, path.read_bytes()) for path in found}
        self._files |= {path: _file(path, content) for path, content in (made or {}).items()}

    def find(self, path: str, version: str | None = None) -> StaticFile | None:
        """The file of that path; with a version, the one whose bytes have that hash."""
        if version is None:
            return self._files.get(path)
        known = (self._files.get(place) for place in (path, path.replace("built/", "built/former/", 1)))
        return next((file for file in known if file and file.digest == version), None)

    def address(self, path: str) -> str:
        """The address of a file for a page, with its hash; a file that is not built yet has an address without one."""
        file = self.find(path)
        return f"/static/{path}" + (f"?v={file.digest}" if file else "")

    def integrity(self, path: str) -> str | None:
        """What a page's tag for that file says of its bytes; None for a file that is not built yet."""
        file = self.find(path)
        return file.integrity if file else None


def _takes_gzip(accepted: str) -> bool:
    """Whether a browser names gzip, and not to refuse it (`gzip;q=0`)."""
    offers = (offer.replace(" ", "").lower().partition(";q=") for offer in accepted.split(","))
    return any(name == "gzip" and weight.strip("0.") != "" if weight else name == "gzip" for name, _, weight in offers)


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _file(name: str, content: bytes) -> StaticFile:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return StaticFile(content, _packed(content), media_type, hashlib.sha256(content).hexdigest()[:_HASH_LENGTH])
