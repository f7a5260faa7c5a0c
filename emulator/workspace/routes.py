"""Addresses of the workspace (contract, 7)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from emulator.routing import get, post, put
from emulator.workspace import documents

ROUTES: list[BaseRoute] = [
    post("/workspace/document", documents.add, right="workspace.document.add"),
    get("/workspace/document/{id}", documents.show, media=True),
    get("/workspace/quota/user/{id}", documents.quota),
    get("/workspace/pub/document/{id}", documents.show_public, media=True),
    put("/workspace/share/resource/{id}", documents.share),
]
