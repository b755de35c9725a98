"""A list of threads with their connections, a list of processes, both swept at each call."""
# %% framing
%%program --only-write framing.py
"""Where a message ends."""


def messages(pieces):
    """Give each message of a stream as soon as it is whole; `pieces` are bytes as they arrive."""
    rest = b""
    for piece in pieces:
        rest += piece
        *whole, rest = rest.split(b"\n")
        yield from whole

# %% station
%%program --only-write station.py
"""How one ship is served."""
import os
import threading

from framing import messages


def serve(connection):
    """Answer a ship's messages until it stops sending; close the connection."""
    try:
        number = 0
        for message in messages(iter(lambda: connection.recv(65536), b"")):
            number += 1
            if message == b"WHO":
                answer = b"%d %d" % (os.getpid(), threading.get_native_id())
            else:
                answer = message.upper()
            connection.sendall(b"%d %s\n" % (number, answer))
    except ConnectionError:
        pass
    finally:
        connection.close()

# %% by-threads
%%program --only-write by_threads.py
"""A server with a thread for each client."""
from contextlib import suppress
from socket import SHUT_RDWR, create_server
from threading import Event, Thread

from station import serve


class ThreadServer:
    """Serves everybody who calls, each in a thread of its own, until it is stopped."""

    def __init__(self, port=0):
        self.listener = create_server(("127.0.0.1", port), backlog=100)
        self.listener.settimeout(0.1)
        self.port = self.listener.getsockname()[1]
        self.stopping = Event()
        self.ships = []
        self.thread = Thread(target=self.accept)
        self.thread.start()

    def accept(self):
        with self.listener:
            while not self.stopping.is_set():
                self.ships = [(t, c) for t, c in self.ships if t.is_alive()]
                try:
                    connection, _ = self.listener.accept()
                except TimeoutError:
                    continue
                except OSError:
                    continue
                connection.settimeout(None)
                t = Thread(target=serve, args=(connection,))
                self.ships.append((t, connection))
                t.start()

    def stop(self):
        self.stopping.set()
        self.thread.join()
        for t, c in self.ships:
            with suppress(OSError):
                c.shutdown(SHUT_RDWR)
        for t, c in self.ships:
            t.join()

# %% by-processes
%%program --only-write by_processes.py
"""A server with a process for each client."""
from contextlib import suppress
from multiprocessing import Process
from socket import create_server
from threading import Event, Thread

from station import serve


class ProcessServer:
    """Serves everybody who calls, each in a process of its own, until it is stopped."""

    def __init__(self, port=0):
        self.listener = create_server(("127.0.0.1", port))
        self.listener.settimeout(0.1)
        self.port = self.listener.getsockname()[1]
        self.stopping = Event()
        self.ships = []
        self.thread = Thread(target=self.accept)
        self.thread.start()

    def accept(self):
        while not self.stopping.is_set():
            try:
                connection, _ = self.listener.accept()
            except TimeoutError:
                continue
            p = Process(target=serve, args=(connection,))
            p.start()
            connection.close()
            self.ships = [s for s in self.ships if s.is_alive()]
            self.ships.append(p)

    def stop(self):
        self.stopping.set()
        self.thread.join()
        self.listener.close()
        for p in self.ships:
            p.terminate()
        for p in self.ships:
            p.join()
