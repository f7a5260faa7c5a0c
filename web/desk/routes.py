"""The referents' route table: who may call what."""

from typing import Any

from web.access import ANYONE, Door
from web.desk import envelopes, keys, pages, signing_in
from web.desk.door import ADDRESSEE, REFERENT
from web.headers import Kind

KEYS_CAP = 256 * 1024

DOORS: tuple[Door[Any], ...] = (
    Door("desk", "GET", "/desk", ANYONE, pages.desk, Kind.PAGE),
    Door("desk_sign_in", "GET", "/desk/sign-in", ANYONE, signing_in.ask_sign_in, Kind.PAGE),
    Door("desk_callback", "GET", "/desk/callback", ANYONE, signing_in.come_back, Kind.PAGE),
    Door("desk_me", "GET", "/desk/api/me", REFERENT, keys.me),
    Door("desk_keys", "POST", "/desk/api/keys", REFERENT, keys.deposit_keys, body_cap=KEYS_CAP),
    Door("desk_envelopes", "GET", "/desk/api/envelopes", REFERENT, envelopes.list_envelopes),
    Door("desk_envelope", "GET", "/desk/api/envelopes/{envelope}", ADDRESSEE, envelopes.show_envelope),
    Door("desk_opened", "POST", "/desk/api/envelopes/{envelope}/opened", ADDRESSEE, envelopes.mark_as_opened),
    Door("desk_taken", "POST", "/desk/api/envelopes/{envelope}/taken", ADDRESSEE, envelopes.mark_as_taken),
    Door("desk_sign_out", "POST", "/desk/api/sign-out", REFERENT, envelopes.sign_out),
)
