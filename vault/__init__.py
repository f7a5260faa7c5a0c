"""Cryptography on the server; nobody else touches a primitive, and this room imports nothing of ours.

What it protects from: a stolen database, a row copied over another row or into another column, a damaged byte.
What it does not protect from: someone who runs code in our processes while they hold the keys.
"""

from vault.canonical import Canonical, canonical
from vault.columns import INVENTORY, SealedColumn
from vault.errors import BindingRefused, KeyRefused, PhraseRefused, SealBroken, VaultError, WordRefused
from vault.hashes import keyed_hash, keyed_hashes, normalise_word, word_hash
from vault.keyring import KeyRing, derive
from vault.seals import key_id_of, seal, seal_with_ring, unseal, unseal_with_ring
from vault.signatures import is_signed, is_signing_key
from vault.signing import Signer, new_signing_key

__all__ = [
    "INVENTORY",
    "BindingRefused",
    "Canonical",
    "KeyRefused",
    "KeyRing",
    "PhraseRefused",
    "SealBroken",
    "SealedColumn",
    "Signer",
    "VaultError",
    "WordRefused",
    "canonical",
    "derive",
    "is_signed",
    "is_signing_key",
    "key_id_of",
    "keyed_hash",
    "keyed_hashes",
    "new_signing_key",
    "normalise_word",
    "seal",
    "seal_with_ring",
    "unseal",
    "unseal_with_ring",
    "word_hash",
]
