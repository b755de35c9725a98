"""The judge's way to an arbiter: one for each sandbox, begun anew when it has been given up."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from threadlab.grading.sandbox.client import Room, Sandbox
from threadlab.grading.wire.channel import Channel
from threadlab.grading.wire.limits import Limits

_LIMITS = Limits(processes=32, output=2**12, disk=2**20)
_known: WeakKeyDictionary[Sandbox, Arbiters] = WeakKeyDictionary()


class Arbiters:
    """The arbiter of a sandbox, in a room that no student's code has ever entered."""

    def __init__(self, sandbox: Sandbox):
        self._open = sandbox.open
        self._room: Room | None = None
        self._channel: Channel | None = None

    @classmethod
    def of(cls, sandbox: Sandbox) -> Arbiters:
        """The one of that sandbox."""
        return _known.setdefault(sandbox, cls(sandbox))

    def channel(self) -> Channel:
        """The conversation with it."""
        if self._channel is None:
            self._room = self._open(_LIMITS)
            self._channel, _ = self._room.start({"do": "arbiter"})
        return self._channel

    def give_up(self) -> None:
        """End it: it is in the midst of something, or does not answer."""
        if self._room is not None:
            self._room.close()
        self._room = self._channel = None
