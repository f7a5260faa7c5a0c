"""What every scenario has: the product, a pool of connections for honest users, and processes that work for them."""

from concurrent.futures import Executor
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from benchmarks.abuse.pupil import Pupil
from benchmarks.soak.product import Product
from benchmarks.soak.visitor import Visitor


@dataclass(frozen=True)
class Ground:
    """One scenario's, for `seconds`."""

    product: Product
    http: httpx.AsyncClient
    workers: Executor
    seconds: float

    @property
    def port(self) -> int:
        """Of web."""
        return urlsplit(self.product.bot).port or 0

    def visitor(self, http: httpx.AsyncClient | None = None) -> Visitor:
        """Somebody new, honest unless with connections of their own."""
        return Visitor(http or self.http, self.product.bot, self.product.origin)

    def pupil(self, http: httpx.AsyncClient | None = None) -> Pupil:
        """A pupil who opens the assistant."""
        return Pupil(self.visitor(http), self.workers)
