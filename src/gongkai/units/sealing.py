"""Secrets and identities encrypted at rest, with keys that lie outside the database."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(Exception):
    """A sealed text cannot be opened: it was changed, or sealed with a key that is no longer there."""


def seal(text: str) -> str:
    """`text` encrypted and authenticated with the newest key."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """What was sealed. Raises `SealBroken`."""
    try:
        return _fernet().decrypt(sealed.encode("ascii", "replace")).decode()
    except InvalidToken as error:
        raise SealBroken("加密保存的内容打不开：内容被改动过，或者密钥文件field_key已经更换。") from error


def reseal(sealed: str) -> str:
    """The same text sealed with the newest key, after a key was added. Raises `SealBroken`."""
    return seal(unseal(sealed))


def sealed_with_newest(sealed: str | bytes) -> bool:
    """Whether the newest key opens this: nothing is left to do for it after a key was added."""
    try:
        _only(settings.FIELD_KEY.split()[0]).decrypt(sealed)
    except (InvalidToken, ValueError):
        return False
    return True


def _fernet() -> MultiFernet:
    """`settings.FIELD_KEY` may hold several keys set apart by spaces or line ends: the first one seals, all of them open."""
    return MultiFernet([_only(key) for key in settings.FIELD_KEY.split()])


@cache
def _only(key: str) -> Fernet:
    return Fernet(_derived(key))


@cache
def _derived(key: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gongkai sealing 1")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))


def seal_bytes(data: bytes) -> bytes:
    """`data` encrypted and authenticated with the newest key."""
    return _fernet().encrypt(data)


def unseal_bytes(sealed: bytes) -> bytes:
    """What was sealed. Raises `SealBroken`."""
    try:
        return _fernet().decrypt(sealed)
    except InvalidToken as error:
        raise SealBroken("加密保存的文件打不开：内容被改动过，或者密钥文件field_key已经更换。") from error


def salt_of_findings() -> bytes:
    """For the fingerprints of findings, which nothing can make anew: with the key of the audit log, which is never changed."""
    return str(settings.AUDIT_KEY).encode()


def fingerprint(text: str) -> str:
    """The same for the same text and telling nothing of it without the key: for finding what is sealed. Made with the newest key."""
    return fingerprints(text)[0]


def fingerprints(text: str) -> list[str]:
    """The fingerprints of `text` by all keys, the newest first: whatever was not made anew since a key was added is found by another."""
    keys = settings.FIELD_KEY.split()
    return [hmac.new(_derived(key), text.encode(), hashlib.sha256).hexdigest() for key in keys]
