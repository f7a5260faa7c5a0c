"""Why a kit is not made: a number that nobody has verified, a text that asks for nothing known, something too long to print."""

from administration.kit.phrases import phrases


class KitRefused(Exception):
    """`code` is a key of `refus` in data/kit/phrases.yml; `str()` is the French sentence, without personal data."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(phrases()["refus"][code].format(**values))
        self.code = code
