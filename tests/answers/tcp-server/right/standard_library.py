"""socketserver and makefile do the work; processes are spawned."""
# %% framing
%%program --only-write framing.py
"""Where a message ends."""


def messages(pieces):
    """Give each message of a stream as soon as it is whole; `pieces` are bytes as they arrive."""
    rest = bytearray()
    for piece in pieces:
        for part in _cut(piece):
            rest += part
            if part.endswith(b"\n"):
                yield bytes(rest[:-1])
                rest.clear()


def _cut(piece):
    start = 0
    while start < len(piece):
        end = piece.find(b"\n", start) + 1 or len(piece)
        yield piece[start:end]
        start = end

# %% station
%%program --only-write station.py
"""How one ship is served."""
import os
import threading
from contextlib import suppress


def serve(connection):
    """Answer a ship's messages until it stops sending; close the connection."""
    with connection, connection.makefile("rb") as lines, suppress(OSError):
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                break
            message = line[:-1]
            if message == b"WHO":
                message = f"{os.getpid()} {threading.get_native_id()}".encode()
            connection.sendall(f"{number} ".encode() + message.upper() + b"\n")

# %% by-threads
%%program --only-write by_threads.py
"""A server with a thread for each client."""
import socketserver
from contextlib import suppress
from socket import SHUT_RDWR
from threading import Lock, Thread

from station import serve


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.connected.add(self.request)
        try:
            serve(self.request)
        finally:
            self.server.connected.discard(self.request)


class Socketserver(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False
    request_queue_size = 200

    def handle_error(self, request, client_address):
        pass


class ThreadServer:
    """Serves everybody who calls, each in a thread of its own, until it is stopped."""

    def __init__(self, port=0):
        self.server = Socketserver(("127.0.0.1", port), Handler)
        self.server.connected = set()
        self.port = self.server.server_address[1]
        self.thread = Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def stop(self):
        """End the server, every connection and every thread."""
        self.server.shutdown()
        self.thread.join()
        end = Thread(target=self.server.server_close)
        end.start()
        while end.is_alive():
            for connection in list(self.server.connected):
                with suppress(OSError):
                    connection.shutdown(SHUT_RDWR)
            end.join(0.05)

# %% by-processes [like plain_lists.py]
-from multiprocessing import Process
+from multiprocessing import get_context
@@ def accept(self):
-            p = Process(target=serve, args=(connection,))
+            p = get_context("spawn").Process(target=serve, args=(connection,))
