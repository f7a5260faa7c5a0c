"""The errors of the vault. Their sentences are fixed: no key, plaintext, bound value or word is ever in one.

VaultError
├── KeyRefused       a key is not 32 bytes, or the ring has no or twice the same key: a setting is wrong
├── BindingRefused   the caller gave other names than the column's contract, or an empty value: a defect of ours
├── WordRefused      nothing is left of the word once it is normalised: ask the pupil for another one
├── PhraseRefused    this file holds no signing key of ours, or the phrase does not open it: ask again
└── SealBroken       this row cannot be opened: other row, other column, damaged, or a key we do not hold
"""


class VaultError(Exception):
    """Base of every error of this room."""

    sentence = "The vault refused."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class KeyRefused(VaultError):
    """A key has the wrong length, or the ring is empty or holds a key twice."""

    sentence = "A key must be 32 bytes, and a ring holds each key once."


class BindingRefused(VaultError):
    """The bound values do not fit the contract of the column."""

    sentence = "The bound values are not those of the column's contract."


class WordRefused(VaultError):
    """The word is empty once normalised."""

    sentence = "Nothing is left of the word once normalised."


class PhraseRefused(VaultError):
    """The file of a signing key does not open."""

    sentence = "The file holds no signing key that this phrase opens."


class SealBroken(VaultError):
    """The sealed bytes do not open here; nothing is said about why."""

    sentence = "The seal does not open with these keys at this place."
