"""Who may call what, written by hand: every route of every door by every role. Nothing here is read from the code.

`IN`: the row lets them in (what it then answers to an empty body is its own business). Anything else is the refusal's code; of the
administration's pages, which are no JSON, its status.
"""

IN = "in"
PUPIL_ROLES = ("pupil", "signed_in", "of_another_college", "parent")
STAFF_ROLES = (
    "addressee",
    "left_out",
    "not_addressed",
    "left",
    "of_two_schools",
    "of_another_school",
    "of_a_circonscription",
)
ADMINISTRATOR_ROLES = ("administrator", "administrator_elsewhere")
ROLES = ("nobody", *PUPIL_ROLES, *STAFF_ROLES, *ADMINISTRATOR_ROLES, "operator")

Expected = dict[str, str]


def everyone(otherwise: str, **some: str) -> Expected:
    return dict.fromkeys(ROLES, otherwise) | some


OPEN = everyone(IN)
PUPILS = everyone("session_over", **dict.fromkeys(PUPIL_ROLES, IN))
SIGNED_IN = everyone(
    "session_over", pupil="sign_in_needed", parent="sign_in_needed", signed_in=IN, of_another_college=IN
)
REFERENTS = everyone("desk_sign_in_needed", **dict.fromkeys(STAFF_ROLES, IN))
READERS = REFERENTS | {"left": "key_left"}
ADDRESSEE = everyone("desk_sign_in_needed", **dict.fromkeys(STAFF_ROLES, "desk_envelope_unknown")) | {
    "addressee": IN,
    "left": "key_left",
}
NO_SUCH_PIECE = ADDRESSEE | {"addressee": "desk_envelope_unknown"}
ADMINISTRATORS = everyone("401", administrator=IN, administrator_elsewhere=IN)
AT_ZOLA = everyone("401", administrator=IN, administrator_elsewhere="404")
NO_SERVER = everyone("invalid_request")  # the ENT's server proves itself by a signature
NO_TELEGRAM = everyone("not_found")  # Telegram's server proves itself by a secret

MAY: dict[str, Expected] = {
    "assistant": OPEN,
    "aide": OPEN,
    "rulers": OPEN,
    "rulers_primary": OPEN,
    "ruler": OPEN,
    "ruler_primary": OPEN,
    "notice": OPEN,
    "notice_primary": OPEN,
    "your_words": OPEN,
    "aide_copy": OPEN,
    "aide_worker": OPEN,
    "loader": OPEN,
    "loader_of_digest": OPEN,
    "connector_loader": OPEN,
    "static": OPEN,
    "health": OPEN,
    "ready": OPEN,
    "session": OPEN,
    "leave": OPEN,
    "sign_in_page": OPEN,
    "callback": OPEN,
    "ent_logout": NO_SERVER,
    "telegram_webhook": NO_TELEGRAM,
    "turn": PUPILS,
    "give": PUPILS,
    "sign_in": PUPILS,
    "join": PUPILS,
    "attachment": PUPILS,
    "readers": SIGNED_IN,
    "envelope": SIGNED_IN,
    "state": SIGNED_IN,
    "desk": OPEN,
    "desk_sign_in": OPEN,
    "desk_callback": OPEN,
    "desk_me": REFERENTS,
    "desk_keys": REFERENTS,
    "desk_absence": REFERENTS,
    "desk_absence_declared": REFERENTS,
    "desk_absence_withdrawn": REFERENTS,
    "desk_sign_out": REFERENTS,
    "desk_presence": READERS,
    "desk_add_lock": READERS,
    "desk_remove_lock": READERS,
    "desk_rehearsed": READERS,
    "desk_add_months": READERS,
    "desk_drill": READERS,
    "desk_directory": READERS,
    "desk_head": READERS,
    "desk_countersign": READERS,
    "desk_left": READERS,
    "desk_months": READERS,
    "desk_recovery": READERS,
    "desk_recovery_ask": READERS,
    "desk_recovery_shares": READERS,
    "desk_recovery_done": READERS,
    "desk_recovery_give": READERS,
    "desk_rewraps": READERS,
    "desk_envelopes": READERS,
    "desk_envelope": ADDRESSEE,
    "desk_attachment": NO_SUCH_PIECE,
    "desk_case": ADDRESSEE,
    "desk_opened": ADDRESSEE,
    "desk_taken": ADDRESSEE,
    "desk_step": ADDRESSEE,
    "desk_hand_over": ADDRESSEE,
    "desk_papers": ADDRESSEE,
    "desk_close": ADDRESSEE,
    "desk_reopen": ADDRESSEE,
    "desk_link": ADDRESSEE,
    "desk_exported": ADDRESSEE,
    "desk_hold": ADDRESSEE,
    "desk_release": ADDRESSEE,
    "desk_rewrap": ADDRESSEE,
    "administration": OPEN,
    "administration_sign_in": OPEN,
    "administration_callback": OPEN,
    "administration_sign_out": ADMINISTRATORS,
    "administration_school": AT_ZOLA,
    "administration_page": AT_ZOLA,
    "administration_write": AT_ZOLA,
    "administration_kit": AT_ZOLA,
    "administration_check": AT_ZOLA,
    "administration_checked": AT_ZOLA,
    "administration_history": AT_ZOLA,
    "administration_undo": AT_ZOLA,
}

# What each role may ask about each school, besides the message: theirs, and nobody else's. `nowhere` is no school at all.
SCHOOLS = ("col-zola", "lyc-camus", "eco-hugo", "eco-verne", "nowhere")
THEIRS: dict[str, tuple[str, ...]] = {
    "signed_in": ("col-zola",),
    "of_another_college": ("lyc-camus",),
    "addressee": ("col-zola",),
    "left_out": ("col-zola",),
    "not_addressed": ("col-zola",),
    "of_two_schools": ("col-zola", "lyc-camus"),
    "of_another_school": ("lyc-camus",),
    "of_a_circonscription": ("eco-hugo", "eco-verne"),
    "administrator": ("col-zola",),
    "administrator_elsewhere": ("lyc-camus",),
}
