"""The referents' route table: who may call what."""

from typing import Any

from web.access import ANYONE, Door
from web.desk import (
    absences,
    cases,
    directory,
    drills,
    envelopes,
    holds,
    keys,
    pages,
    papers,
    published_months,
    recovery,
    rewraps,
    signing_in,
)
from web.desk.door import ADDRESSEE, READER, REFERENT
from web.headers import Kind

KEYS_CAP = 256 * 1024
ENVELOPE = "/desk/api/envelopes/{envelope}"

DOORS: tuple[Door[Any], ...] = (
    Door("desk", "GET", "/desk", ANYONE, pages.desk, Kind.DESK),
    Door("desk_sign_in", "GET", "/desk/sign-in", ANYONE, signing_in.ask_sign_in, Kind.PAGE),
    Door("desk_callback", "GET", "/desk/callback", ANYONE, signing_in.come_back, Kind.PAGE),
    Door("desk_me", "GET", "/desk/api/me", REFERENT, keys.me),
    Door("desk_keys", "POST", "/desk/api/keys", REFERENT, keys.deposit_keys, body_cap=KEYS_CAP),
    Door("desk_add_lock", "POST", "/desk/api/keys/locks", READER, keys.add_lock),
    Door("desk_remove_lock", "POST", "/desk/api/keys/locks/{lock}/remove", READER, keys.remove_lock),
    Door("desk_add_months", "POST", "/desk/api/keys/months", READER, drills.add_months, body_cap=KEYS_CAP),
    Door("desk_drill", "POST", "/desk/api/drill", READER, drills.note_drill),
    Door("desk_directory", "GET", "/desk/api/directory", READER, directory.show_directory),
    Door("desk_head", "POST", "/desk/api/directory/head", READER, directory.sign_head),
    Door("desk_countersign", "POST", "/desk/api/directory/{referent}/countersign", READER, directory.countersign),
    Door("desk_left", "POST", "/desk/api/directory/{referent}/left", READER, directory.say_left),
    Door("desk_months", "GET", "/desk/api/directory/{referent}/months", READER, published_months.show_months),
    Door("desk_recovery", "GET", "/desk/api/recovery", READER, recovery.show),
    Door("desk_recovery_ask", "POST", "/desk/api/recovery", READER, recovery.ask),
    Door("desk_recovery_shares", "PUT", "/desk/api/recovery/shares", READER, recovery.keep_shares, body_cap=KEYS_CAP),
    Door("desk_recovery_done", "POST", "/desk/api/recovery/done", READER, recovery.finish, body_cap=KEYS_CAP),
    Door("desk_recovery_give", "POST", "/desk/api/recovery/{referent}", READER, recovery.give),
    Door("desk_rewraps", "GET", "/desk/api/rewraps", READER, rewraps.list_rewraps),
    Door("desk_rewrap", "POST", f"{ENVELOPE}/readers", ADDRESSEE, rewraps.give_to_joiner),
    Door("desk_envelopes", "GET", "/desk/api/envelopes", READER, envelopes.list_envelopes),
    Door("desk_envelope", "GET", "/desk/api/envelopes/{envelope}", ADDRESSEE, envelopes.show_envelope),
    Door("desk_attachment", "GET", f"{ENVELOPE}/attachments/{{attachment}}", ADDRESSEE, envelopes.show_attachment),
    Door("desk_case", "GET", f"{ENVELOPE}/case", ADDRESSEE, cases.show_case),
    Door("desk_opened", "POST", f"{ENVELOPE}/opened", ADDRESSEE, cases.mark_as_opened),
    Door("desk_taken", "POST", f"{ENVELOPE}/taken", ADDRESSEE, cases.mark_as_taken),
    Door("desk_step", "POST", f"{ENVELOPE}/step", ADDRESSEE, cases.date_a_step),
    Door("desk_hand_over", "POST", f"{ENVELOPE}/hand-over", ADDRESSEE, cases.hand_over),
    Door("desk_papers", "POST", f"{ENVELOPE}/papers", ADDRESSEE, papers.deposit_paper),
    Door("desk_close", "POST", f"{ENVELOPE}/close", ADDRESSEE, cases.close),
    Door("desk_reopen", "POST", f"{ENVELOPE}/reopen", ADDRESSEE, cases.reopen),
    Door("desk_link", "POST", f"{ENVELOPE}/link", ADDRESSEE, cases.link),
    Door("desk_exported", "POST", f"{ENVELOPE}/exported", ADDRESSEE, cases.export),
    Door("desk_hold", "POST", f"{ENVELOPE}/hold", ADDRESSEE, holds.hold),
    Door("desk_release", "POST", f"{ENVELOPE}/release", ADDRESSEE, holds.release),
    Door("desk_absence", "GET", "/desk/api/absence", REFERENT, absences.show_absence),
    Door("desk_absence_declared", "PUT", "/desk/api/absence", REFERENT, absences.declare_absence),
    Door("desk_absence_withdrawn", "DELETE", "/desk/api/absence", REFERENT, absences.withdraw_absence),
    Door("desk_sign_out", "POST", "/desk/api/sign-out", REFERENT, envelopes.sign_out),
)
