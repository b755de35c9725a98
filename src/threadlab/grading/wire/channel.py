"""Messages of JSON over a socket: length first, with a deadline and a limit on either side."""

from __future__ import annotations

import json
import os
import select
import socket
import struct
from time import monotonic
from typing import Any

from threadlab.errors import ThreadlabError

MOST_BYTES = 64 * 2**20  # of one message
_HEAD = struct.Struct("!I")


class NoAnswer(ThreadlabError):  # noqa: N818
    """The other side gives no answer that counts: it is gone, late, or babbles."""


class Gone(NoAnswer):
    """The other side has ended."""


class Late(NoAnswer):
    """The other side has not answered in time."""


class Babble(NoAnswer):
    """The other side sends what is no message."""


class Channel:
    """One end of a conversation, and of one process only.

    A student's `os.fork` copies whatever the process holds. The copy has no part in the
    conversation: it ends where it would speak or listen.
    """

    def __init__(self, end: socket.socket):
        self.socket = end
        self._process = os.getpid()
        self.most_bytes = MOST_BYTES  # of a message that is received
        self.send_seconds: float | None = None  # for a message that is sent
        self.pipes: tuple[Pipe, ...] = ()  # to be drained while waiting
        self._buffer = bytearray()

    def send(self, message: Any, files: tuple[int, ...] = ()) -> None:
        """Send a message, and open files with it; raises `Gone`, or `Late` after `send_seconds`."""
        self._leave_if_copied()
        body = json.dumps(message).encode()
        data = _HEAD.pack(len(body)) + body
        try:
            if self.send_seconds is not None:
                self.socket.settimeout(self.send_seconds)
            if files:
                sent = socket.send_fds(self.socket, [data], list(files))
                data = data[sent:]
            if data:  # even to send nothing fails if the other side has taken all and gone
                self.socket.sendall(data)
            if self.send_seconds is not None:
                self.socket.settimeout(None)
        except TimeoutError:
            raise Late("The other side does not listen.") from None
        except OSError:
            raise Gone("The other side has ended.") from None

    def receive(self, deadline: float | None = None, most_bytes: int | None = None) -> Any:
        """Return the next message; raises `Gone`, `Late` at the `deadline`, or `Babble`."""
        self._leave_if_copied()
        if deadline is not None and monotonic() > deadline:  # however much it has to say
            raise Late("The other side has not answered in time.")
        (length,) = _HEAD.unpack(self._take(_HEAD.size, deadline))
        if length > (most_bytes or self.most_bytes):
            raise Babble("The other side sends a message that is too long.")
        try:
            return json.loads(self._take(length, deadline))
        except (ValueError, RecursionError):
            raise Babble("The other side sends what is no message.") from None

    def receive_with_files(self) -> tuple[Any, list[int]]:
        """Return the next message and the open files that came with it; raises `Gone`."""
        self._leave_if_copied()
        data, files, _, _ = socket.recv_fds(self.socket, 65536, 8)
        if not data:
            raise Gone("The other side has ended.")
        self._buffer += data
        return self.receive(), files

    @property
    def begun(self) -> bool:
        """Whether some of the next message has been taken in already."""
        return bool(self._buffer)

    def _leave_if_copied(self) -> None:
        if os.getpid() != self._process:
            os._exit(0)

    def _take(self, count: int, deadline: float | None) -> bytes:
        while len(self._buffer) < count:
            if deadline is not None:
                self._wait(deadline)
            try:
                data = self.socket.recv(262144)
            except OSError:
                data = b""
            if not data:
                raise Gone("The other side has ended.")
            self._buffer += data
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _wait(self, deadline: float) -> None:
        poll = select.poll()
        for file in (self.socket.fileno(), *(pipe.reading for pipe in self.pipes)):
            poll.register(file, select.POLLIN)
        while True:
            left = deadline - monotonic()
            ready = {file for file, _ in poll.poll(max(0.0, left) * 1000)}
            for pipe in self.pipes:
                if pipe.reading in ready:
                    pipe.drain()
            if self.socket.fileno() in ready:
                return
            if left <= 0:
                raise Late("The other side has not answered in time.")

    def close(self) -> None:
        """End the conversation."""
        self.socket.close()


def pair() -> tuple[Channel, Channel]:
    """Two ends of a new conversation."""
    one, other = socket.socketpair()
    return Channel(one), Channel(other)


class Pipe:
    """What is printed on the other side: the first `most` bytes are kept, the rest is counted."""

    def __init__(self, most: int):
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)
        self.most = most
        self.kept = bytearray()
        self.dropped = 0

    def drain(self) -> None:
        """Take what has come, without waiting; no more than a flood's worth at a time."""
        for _ in range(256):
            try:
                data = os.read(self.reading, 65536)
            except (BlockingIOError, OSError):
                return
            if not data:
                return
            room = max(0, self.most - len(self.kept))
            self.kept += data[:room]
            self.dropped += len(data) - len(data[:room])

    def take(self) -> tuple[str, int]:
        """Return what was printed since the last call, and how many bytes were dropped."""
        self.drain()
        text, dropped = self.kept.decode("utf-8", "replace"), self.dropped
        self.kept.clear()
        self.dropped = 0
        return text, dropped

    def give_away(self) -> None:
        """Close the end for writing: from now on only others have it."""
        os.close(self.writing)

    def wait(self, deadline: float) -> None:
        """Wait until nobody can write any more, or for the `deadline`; what comes is dropped."""
        poll = select.poll()
        poll.register(self.reading, select.POLLIN)
        while (left := deadline - monotonic()) > 0:
            try:
                if not os.read(self.reading, 65536):
                    return
            except BlockingIOError:
                poll.poll(left * 1000)

    def close(self) -> None:
        """Close the end for reading."""
        os.close(self.reading)
