"""The administrators' route table: who may call what. Every route but the sign-in wants ADMIN_LOCAL; all but two, of that very school."""

from typing import Any

from web.access import ANYONE, Door
from web.administration import checking, editing, home, kit, past, rates, signing_in
from web.administration.door import ADMINISTRATOR, AT_SCHOOL, PERHAPS_ADMINISTRATOR
from web.headers import Kind

SCHOOL = "/administration/schools/{school}"
FORM = Kind.FORM_PAGE

DOORS: tuple[Door[Any], ...] = (
    Door("administration", "GET", "/administration", PERHAPS_ADMINISTRATOR, home.show_door, FORM, rates.HOME),
    Door(
        "administration_sign_in", "GET", "/administration/sign-in", ANYONE, signing_in.ask_sign_in, FORM, rates.ASKING
    ),
    Door(
        "administration_callback",
        "GET",
        "/administration/callback",
        signing_in.IN_BROWSER.asked_here,
        signing_in.come_back,
        FORM,
        rates.CALLBACK,
    ),
    Door("administration_sign_out", "POST", home.SIGN_OUT, ADMINISTRATOR, signing_in.sign_out, FORM, rates.LEAVING),
    Door("administration_school", "GET", SCHOOL, AT_SCHOOL, home.show_school, FORM, rates.READ),
    Door("administration_page", "GET", f"{SCHOOL}/page", AT_SCHOOL, editing.show_form, FORM, rates.READ),
    Door("administration_write", "POST", f"{SCHOOL}/page", AT_SCHOOL, editing.take_form, FORM, rates.WRITE),
    Door("administration_kit", "GET", f"{SCHOOL}/kit/{{file}}", AT_SCHOOL, kit.download, FORM, rates.KIT),
    Door("administration_check", "GET", f"{SCHOOL}/check", AT_SCHOOL, checking.ask_for_check, FORM, rates.READ),
    Door(
        "administration_checked", "GET", f"{SCHOOL}/check/callback", AT_SCHOOL, checking.show_check, FORM, rates.CHECK
    ),
    Door("administration_history", "GET", f"{SCHOOL}/history", AT_SCHOOL, past.show_history, FORM, rates.READ),
    Door("administration_undo", "POST", f"{SCHOOL}/history", AT_SCHOOL, past.go_back, FORM, rates.WRITE),
)
