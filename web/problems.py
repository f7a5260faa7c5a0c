"""What web refuses, as one tree: `WebError`, a code, its HTTP status, and nothing that a person wrote.

The French sentence of each code is in data/responses/web.yml; a test compares the two lists.
"""

STATUS_OF: dict[str, int] = {
    "absence_refused": 422,
    "assistant_down": 503,
    "assistant_full": 503,
    "attachment_conflict": 409,
    "attachment_malformed": 422,
    "bad_request": 400,
    "case_closed": 409,
    "case_refused": 422,
    "desk_envelope_unknown": 404,
    "desk_sign_in_needed": 401,
    "empty_text": 400,
    "ent_asks_first": 409,
    "ent_unreachable": 502,
    "envelope_conflict": 409,
    "envelope_malformed": 422,
    "envelope_unknown": 404,
    "forged_button": 400,
    "fresh_sign_in_needed": 403,
    "group_not_alive": 409,
    "group_not_visible": 409,
    "group_unknown": 409,
    "head_refused": 409,
    "key_administrator": 409,
    "key_changed": 409,
    "key_exists": 409,
    "key_left": 403,
    "key_not_counted": 409,
    "key_of_yourself": 409,
    "key_unknown": 404,
    "keys_malformed": 422,
    "last_lock": 409,
    "list_incomplete": 409,
    "not_found": 404,
    "not_given": 409,
    "not_json": 400,
    "paper_conflict": 409,
    "paper_malformed": 422,
    "presence_needed": 403,
    "readers_changed": 422,
    "recovery_refused": 409,
    "rewrap_refused": 409,
    "session_over": 401,
    "shares_refused": 409,
    "sign_in_expired": 400,
    "sign_in_failed": 502,
    "sign_in_needed": 401,
    "signature_refused": 422,
    "slow_down": 429,
    "too_big": 413,
    "too_long": 413,
    "trouble": 500,
    "turn_out_of_order": 409,
    "word_refused": 422,
    "wrong_method": 405,
    "wrong_origin": 403,
    "wrong_type": 415,
}


class WebError(Exception):
    """A request that web refuses. `extra` are the other fields of the JSON answer: numbers, and what we made ourselves."""

    def __init__(self, code: str, *, sentence: str | None = None, **extra: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS_OF[code]
        self.sentence = sentence or f"errors.{code}"
        self.extra = extra
