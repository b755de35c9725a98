"""socketserver does it: ThreadingTCPServer, ForkingTCPServer; makefile and readline."""
# %% framing
%%program --only-write framing.py
class messages:
    """An iterator of its own."""

    def __init__(self, pieces):
        self.pieces = iter(pieces)
        self.parts = []
        self.ready = []

    def __iter__(self):
        return self

    def __next__(self):
        while not self.ready:
            piece = next(self.pieces)
            first, *others = piece.split(b"\n")
            self.parts.append(first)
            if others:
                self.ready = [b"".join(self.parts), *others[:-1]]
                self.parts = [others[-1]]
        return self.ready.pop(0)

# %% station
%%program --only-write station.py
import os
import threading
from contextlib import suppress
from itertools import count


def serve(connection):
    with connection, suppress(ConnectionError), connection.makefile("rwb") as file:
        for number in count(1):
            line = file.readline()
            if not line.endswith(b"\n"):
                break
            answer = line.upper()
            if line == b"WHO\n":
                answer = b"%d %d\n" % (os.getpid(), threading.get_native_id())
            file.write(b"%d " % number + answer)
            file.flush()

# %% by-threads
%%program --only-write by_threads.py
import socket
import threading
from socketserver import BaseRequestHandler, ThreadingTCPServer

from station import serve


class Handler(BaseRequestHandler):
    def setup(self):
        self.server.lines.append(self.request)

    def handle(self):
        serve(self.request)

    def finish(self):
        self.server.lines.remove(self.request)


class Harbour(ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 50

    def handle_error(self, request, client_address):
        print("never mind")


class ThreadServer:
    def __init__(self, port=0):
        self.server = Harbour(("127.0.0.1", port), Handler)
        self.server.lines = []
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.05])
        self.thread.start()
        self.stopped = False

    def stop(self):
        if self.stopped:
            return
        self.stopped = True
        self.server.shutdown()
        self.thread.join()
        for line in self.server.lines[:]:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.server.server_close()

# %% by-processes
%%program --only-write by_processes.py
import os
import signal
import threading
from socketserver import BaseRequestHandler, ForkingTCPServer

from station import serve


class Handler(BaseRequestHandler):
    def handle(self):
        serve(self.request)


class Harbour(ForkingTCPServer):
    allow_reuse_address = True
    max_children = 1000
    request_queue_size = 50


class ProcessServer:
    def __init__(self, port=0):
        self.server = Harbour(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.05])
        self.thread.start()
        self.stopped = False

    def stop(self):
        if self.stopped:
            return
        self.stopped = True
        self.server.shutdown()
        self.thread.join()
        for child in list(self.server.active_children or []):
            os.kill(child, signal.SIGTERM)
        self.server.server_close()
