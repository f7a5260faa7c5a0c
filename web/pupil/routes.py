"""The pupils' route table: who may call what. Read it as the list of everything a pupil's browser can reach."""

from typing import Any

from web.access import ANYONE, Door
from web.headers import Kind
from web.paces import READS_ONLY
from web.pupil import (
    attachments,
    conversing,
    following,
    giving,
    handing_off,
    kept_numbers,
    notice,
    pages,
    rates,
    rulers,
    signing_in,
)
from web.pupil.door import ANYONE_OR_PUPIL, PERHAPS_THIS_WINDOW, PUPIL, SIGNED_IN_PUPIL

ENVELOPE_CAP = 128 * 1024
LOADER_OF_THE_CONNECTOR = "/backoffice/assets/scripts/embbed-chatbot.min.js"  # the ENT module's own spelling

DOORS: tuple[Door[Any], ...] = (
    Door("assistant", "GET", "/assistant", ANYONE, pages.assistant, Kind.ASSISTANT, READS_ONLY),
    Door("aide", "GET", "/aide", ANYONE, pages.aide, Kind.FRAMED_PAGE, READS_ONLY),
    Door("aide_copy", "GET", "/aide/sans-reseau", ANYONE, kept_numbers.copy, Kind.FRAMED_PAGE, READS_ONLY),
    Door("aide_worker", "GET", "/aide/sans-reseau.js", ANYONE, kept_numbers.worker, Kind.SERVICE_WORKER, READS_ONLY),
    Door("rulers", "GET", "/reperes", ANYONE, rulers.choose, Kind.FRAMED_PAGE, READS_ONLY),
    Door("rulers_primary", "GET", "/reperes/primaire", ANYONE, rulers.choose_primary, Kind.FRAMED_PAGE, READS_ONLY),
    Door("ruler", "GET", "/reperes/{theme}", ANYONE, rulers.ruler, Kind.FRAMED_PAGE, READS_ONLY),
    Door(
        "ruler_primary", "GET", "/reperes/primaire/{theme}", ANYONE, rulers.ruler_primary, Kind.FRAMED_PAGE, READS_ONLY
    ),
    Door("notice", "GET", "/tes-mots", ANYONE, notice.notice, Kind.FRAMED_PAGE, READS_ONLY),
    Door("notice_primary", "GET", "/tes-mots/primaire", ANYONE, notice.notice_primary, Kind.FRAMED_PAGE, READS_ONLY),
    Door("your_words", "GET", "/api/your-words", ANYONE, notice.your_words, pace=READS_ONLY),
    Door("loader", "GET", "/loader.js", ANYONE, pages.loader, Kind.LOADER, READS_ONLY),
    Door("loader_of_digest", "GET", "/loader.{digest}.js", ANYONE, pages.loader_of_digest, Kind.LOADER, READS_ONLY),
    Door("connector_loader", "GET", LOADER_OF_THE_CONNECTOR, ANYONE, pages.loader, Kind.LOADER, READS_ONLY),
    Door("session", "POST", "/api/session", ANYONE_OR_PUPIL, conversing.open_session, pace=rates.BEGINNING),
    Door("turn", "POST", "/api/turns", PUPIL, conversing.take_turn, pace=rates.TURN),
    Door("give", "POST", "/api/given", PUPIL, giving.give, pace=rates.GIVE),
    Door("leave", "POST", "/api/leave", PERHAPS_THIS_WINDOW, conversing.leave_session, pace=rates.LEAVING),
    Door("sign_in", "POST", "/api/sign-in", PUPIL, signing_in.ask_sign_in, pace=rates.SIGN_IN),
    Door("sign_in_page", "GET", "/ent/sign-in", ANYONE, signing_in.lead_to_ent, Kind.OPENED_PAGE, rates.AWAITED),
    Door("callback", "GET", "/ent/callback", ANYONE, signing_in.come_back, Kind.OPENED_PAGE, rates.AWAITED),
    Door("join", "POST", "/api/sign-in/join", PUPIL, signing_in.join, pace=rates.JOIN),
    Door("readers", "GET", "/api/handoff/readers", SIGNED_IN_PUPIL, handing_off.show_readers, pace=rates.READERS),
    Door(
        "envelope",
        "PUT",
        "/api/handoff/envelopes/{envelope}",
        SIGNED_IN_PUPIL,
        handing_off.put_envelope,
        pace=rates.ENVELOPE,
        body_cap=ENVELOPE_CAP,
    ),
    Door(
        "attachment",
        "PUT",
        "/api/handoff/envelopes/{envelope}/attachments/{attachment}",
        PUPIL,
        attachments.put_attachment,
        pace=rates.ATTACHMENT,
        body_cap=attachments.MOST_BODY,
    ),
    Door("state", "POST", "/api/state", SIGNED_IN_PUPIL, following.show_state, pace=rates.STATE),
)
