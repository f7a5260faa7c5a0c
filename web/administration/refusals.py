"""What this door refuses: a code, its HTTP status, and a page in French (data/responses/administration_pages.yml, `refused`)."""

STATUS_OF: dict[str, int] = {
    "check_over": 409,
    "check_too_often": 429,
    "kit_too_often": 429,
    "form_stale": 403,
    "form_unreadable": 400,
    "not_an_administrator": 403,
    "not_found": 404,
    "slow_down": 429,
    "sign_in_failed": 502,
    "sign_in_asks_first": 403,
    "sign_in_needed": 401,
    "trouble": 500,
    "wrong_origin": 403,
}


class Refusal(Exception):
    """A request that this door refuses; `retry_after` in seconds where it may come again."""

    def __init__(self, code: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.retry_after = retry_after
        self.code = code
        self.status = STATUS_OF[code]
