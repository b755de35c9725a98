"""The modelled `uuid` and `secrets`: chance that is the same in each run, and each thread's own."""

from __future__ import annotations

import base64
import hmac
import uuid
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive

_NODE = 0x020000000001  # a locally administered address
_BYTES = 32  # of a token, where nobody says how many


def _uuid(models: Models) -> dict[str, Any]:
    """The names of `uuid`: what is made of a name is as ever, what is made of chance is drawn."""
    random = models.module("random")

    def uuid4() -> uuid.UUID:
        """One made of the thread's own numbers."""
        return uuid.UUID(int=random.getrandbits(128), version=4)

    def uuid1(node: int | None = None, clock_seq: int | None = None) -> uuid.UUID:
        """The same, as one that tells of a time and a machine."""
        return uuid.UUID(int=random.getrandbits(128), version=1)

    def uuid3(namespace: uuid.UUID, name: str | bytes) -> uuid.UUID:
        """One that is made of a name: the same for the same name."""
        return uuid.uuid3(namespace, name)  # type: ignore[arg-type]

    def uuid5(namespace: uuid.UUID, name: str | bytes) -> uuid.UUID:
        """The same, made in a newer way."""
        return uuid.uuid5(namespace, name)  # type: ignore[arg-type]

    names = {name: value for name, value in vars(uuid).items() if name.startswith("NAMESPACE_")}
    kept = ("UUID", "SafeUUID", "RFC_4122", "RESERVED_NCS", "RESERVED_MICROSOFT",
            "RESERVED_FUTURE")  # fmt: skip
    names |= {name: getattr(uuid, name) for name in kept}
    return {
        **names,
        "uuid1": uuid1,
        "uuid3": uuid3,
        "uuid4": uuid4,
        "uuid5": uuid5,
        "getnode": lambda: _NODE,
    }


def _secrets(models: Models) -> dict[str, Any]:
    """The names of `secrets`, over the numbers of `random`."""
    random = models.module("random")

    def token_bytes(nbytes: int | None = None) -> bytes:
        """So many bytes."""
        return bytes(random.getrandbits(8) for _ in range(_BYTES if nbytes is None else nbytes))

    def token_hex(nbytes: int | None = None) -> str:
        """So many bytes as text, two digits each."""
        return token_bytes(nbytes).hex()

    def token_urlsafe(nbytes: int | None = None) -> str:
        """So many bytes as text that needs no quoting."""
        return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")

    return {
        "token_bytes": token_bytes,
        "token_hex": token_hex,
        "token_urlsafe": token_urlsafe,
        "choice": random.choice,
        "randbelow": random.randrange,
        "randbits": random.getrandbits,
        "SystemRandom": random.SystemRandom,
        "compare_digest": hmac.compare_digest,
        "DEFAULT_ENTROPY": _BYTES,
    }


UUID = Primitive("uuid", _uuid, lasting=False)
SECRETS = Primitive("secrets", _secrets, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
