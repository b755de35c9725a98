"""Clients of a server under test: many of them in one thread, none of which waits for another.

A client that a test waits for has a deadline, and what became of it is said in a sentence, so that
a test can compare it: `[b"1 HI", "no answer within 5 s"]`.
"""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from time import monotonic

from threadlab.words import say

ORDERLY, ABRUPT = "an orderly end", "an abrupt end"  # of a connection
_UNDER_WAY = (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY)
_PIECE = 2**16  # bytes of one recv
_ROOM = 4096  # bytes that the system keeps for a client that reads slowly


class Caller:
    """A client: what it is going to send, what it has received, and how its connection ended.

    `ended` is "an orderly end" or the like, empty while the connection is open. A `slow` one
    reads nothing until `reads` is set, and its system keeps little for it.
    """

    def __init__(self, port: int, *, slow: bool = False):
        self.line = socket.socket()
        self.line.setblocking(False)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if slow:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
        self._reads = not slow
        self.connected = False
        self.ended = ""
        self.process = 0  # that serves it, as far as is known
        self._received = bytearray()
        self._told = 0  # bytes of what was received that were given away
        self._searched = 0
        self._going = bytearray()
        self._closing = False  # to be said: that was all
        if self.line.connect_ex(("127.0.0.1", port)) not in _UNDER_WAY:
            self._end(say("checks.refused"))

    @property
    def unfinished(self) -> bytes:
        """What has come of a line that has no end yet."""
        return bytes(self._received[self._told :])

    @property
    def reads(self) -> bool:
        """Whether it takes what comes; one that begins to has as much room as any."""
        return self._reads

    @reads.setter
    def reads(self, value: bool) -> None:
        self._reads = value
        if value and not self.ended:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * _PIECE)

    def send(self, data: bytes, *, last: bool = False) -> None:
        """Note `data` to be sent, and nothing more after it if it is the `last`."""
        self._going += data
        self._closing = last

    def line_at_hand(self) -> bytes | None:
        """Take the next line that has come; None if none has come whole."""
        place = self._received.find(b"\n", max(self._told, self._searched))
        if place < 0:
            self._searched = len(self._received)
            return None
        line = bytes(self._received[self._told : place])
        self._told = place + 1
        return line

    def rest_at_hand(self) -> bytes:
        """Take everything that has come."""
        rest = bytes(self._received[self._told :])
        self._told = len(self._received)
        return rest

    @property
    def sent(self) -> bool:
        """Whether everything has been handed over to the system, or can't be any more."""
        return bool(self.ended) or not self.wants_to_write

    @property
    def wants_to_write(self) -> bool:
        """Whether it waits for its connection, or has something to send."""
        return not self.ended and (not self.connected or bool(self._going) or self._closing)

    @property
    def wants_to_read(self) -> bool:
        """Whether it waits for answers."""
        return not self.ended and self.connected and self.reads

    def write(self) -> None:
        """Go on connecting or sending, as far as can be done without waiting."""
        if not self.connected:
            if self.line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                self._end(say("checks.refused"))
                return
            self.connected = True
        try:
            while self._going:
                del self._going[: self.line.send(self._going[: 4 * _PIECE])]
            if self._closing:
                self.line.shutdown(socket.SHUT_WR)
                self._closing = False
        except BlockingIOError:
            pass
        except OSError:  # what has come before can still be read
            self._going.clear()
            self._closing = False
            if not self.reads:
                self._end(ABRUPT)

    def read(self) -> None:
        """Take what has come."""
        try:
            piece = self.line.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            self._end(ABRUPT)
            return
        if piece:
            self._received += piece
        else:
            self._end(ORDERLY)

    def _end(self, how: str) -> None:
        self.ended = how
        self.line.close()

    def hang_up(self) -> None:
        """Close the connection in an orderly way, whatever is still to come."""
        if not self.ended:
            self._end(say("checks.left"))

    def cut_off(self) -> None:
        """End the connection abruptly: the server's system is told of a reset."""
        if not self.ended:
            linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
            with suppress(OSError):
                self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self._end(say("checks.left"))


def pump(callers: Iterable[Caller], done: Callable[[], bool], seconds: float) -> bool:
    """Send and receive for all `callers` until `done()`; return False if it takes too long."""
    crowd = list(callers)
    deadline = monotonic() + seconds
    while not done():
        left = deadline - monotonic()
        if left <= 0:
            return False
        by_line = {caller.line: caller for caller in crowd if not caller.ended}
        reading = [line for line, caller in by_line.items() if caller.wants_to_read]
        writing = [line for line, caller in by_line.items() if caller.wants_to_write]
        calling = [line for line, caller in by_line.items() if not caller.connected]
        if not (reading or writing):
            return False  # nothing that could come
        readable, writable, failed = select.select(reading, writing, calling, min(left, 0.5))
        for line in {*writable, *failed}:
            by_line[line].write()
        for line in readable:
            if not by_line[line].ended:
                by_line[line].read()
    return True


def told(answers: Sequence[bytes | str]) -> str:
    """Say what answers there were, equal ones counted, long ones shortened."""
    counted = Counter(map(_short, answers))
    return ", ".join(f"{count} × {text}" if count > 1 else text for text, count in counted.items())


def _short(answer: bytes | str) -> str:
    if isinstance(answer, str):
        return answer
    if len(answer) > 60:
        return say("checks.long", begin=repr(answer[:40]), size=f"{len(answer):,}")
    return repr(answer)
