"""The desk's messages in a real Chromium, on the ground of the desk's keys: the emulated ENT on one site, our web process on the other."""

from tests.keys_browser.conftest import arrives, school

__all__ = ["arrives", "school"]
