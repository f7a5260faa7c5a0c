"""The keys of those who publish a model: P-256, in a file that a phrase opens. What they sign, `vault.signatures` verifies.

The file is PKCS#8, PEM, encrypted by the phrase (scrypt or PBKDF2, AES-256: the library's best). Referents' keys are not here: those live in their browsers.
"""

import base64

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from vault.canonical import Canonical, canonical
from vault.errors import PhraseRefused

_HALF = 32


def new_signing_key(phrase: str) -> bytes:
    """A new key, as its file keeps it."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(phrase.encode()),
    )


class Signer:
    """Signs in somebody's name."""

    def __init__(self, kept: bytes, phrase: str) -> None:
        """Raises PhraseRefused: not such a file, or not its phrase."""
        try:
            key = serialization.load_pem_private_key(kept, phrase.encode())
        except (ValueError, TypeError) as error:
            raise PhraseRefused from error
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
            raise PhraseRefused
        self._key = key

    @property
    def public(self) -> str:
        """Base64url of the public key, as `is_signed` takes it."""
        raw = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return _written(raw)

    def sign(self, statement: Canonical) -> str:
        """Base64url of the signature of exactly `statement`."""
        r, s = decode_dss_signature(self._key.sign(canonical(statement), ec.ECDSA(hashes.SHA256())))
        return _written(r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big"))


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
