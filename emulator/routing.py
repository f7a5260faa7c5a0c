"""Addresses behind the filters of `emulator.guard`, one function a method."""

from __future__ import annotations

from starlette.routing import Route

from emulator.guard import Handler, guard


def get(path: str, handler: Handler, *, right: str | None = None, mfa: bool = False, media: bool = False) -> Route:
    """A GET; `right`, `mfa` and `media` are those of `guard`."""
    return Route(path, guard(handler, right=right, mfa=mfa, media=media), methods=["GET"])


def post(
    path: str, handler: Handler, *, right: str | None = None, method: str | None = None, mfa: bool = False
) -> Route:
    """A POST; `right`, `method` and `mfa` are those of `guard`."""
    return Route(path, guard(handler, right=right, method=method, mfa=mfa), methods=["POST"])


def put(path: str, handler: Handler, *, right: str | None = None, mfa: bool = False) -> Route:
    """A PUT; `right` and `mfa` are those of `guard`."""
    return Route(path, guard(handler, right=right, mfa=mfa), methods=["PUT"])


def delete(path: str, handler: Handler, *, right: str | None = None, mfa: bool = False) -> Route:
    """A DELETE; `right` and `mfa` are those of `guard`."""
    return Route(path, guard(handler, right=right, mfa=mfa), methods=["DELETE"])
