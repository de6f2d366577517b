"""Sealing: what is written for one reader, so that whoever else has the store has nothing of it.

AES-256 in Galois/counter mode (NIST SP 800-38D), from the cryptography library. A sealed text is bound to its place (round,
kind, reader, case): moved anywhere else, or changed in any bit, it does not open. Its length says nothing either: texts are
filled up to a multiple of ``size``, and the same text sealed twice gives different bytes.
"""

import base64
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from riskcheck.errors import CannotOpen

_KEY_BITS = 256
_NONCE = 12
_LENGTH = struct.Struct(">I")


def new_key() -> str:
    """A new key, as text."""
    return base64.b64encode(AESGCM.generate_key(bit_length=_KEY_BITS)).decode()


def is_key(text: str) -> bool:
    """Whether a text is a key."""
    try:
        return len(_bytes(text)) == _KEY_BITS // 8
    except ValueError:
        return False


def seal(key: str, plain: bytes, place: str, size: int) -> str:
    """Seal a text for whoever has the key."""
    filled = _LENGTH.pack(len(plain)) + plain
    filled += bytes(-len(filled) % size)
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(_bytes(key)).encrypt(nonce, filled, place.encode())).decode()


def unseal(key: str, sealed: str, place: str) -> bytes:
    """Open a sealed text. Raises ``CannotOpen`` where the key is another's, or the text was changed or moved."""
    try:
        held = base64.b64decode(sealed)
        filled = AESGCM(_bytes(key)).decrypt(held[:_NONCE], held[_NONCE:], place.encode())
    except (InvalidTag, ValueError):  # not this key's, or not sealed at all
        raise CannotOpen from None
    (length,) = _LENGTH.unpack(filled[: _LENGTH.size])
    return filled[_LENGTH.size : _LENGTH.size + length]


def _bytes(key: str) -> bytes:
    return base64.b64decode(key)
