"""As in chapter 11: small pieces, functions and a wrapper, everything kept to the end."""
# %% framing
%%program --only-write framing.py
class Pieces:
    def __init__(self, pieces):
        self.pieces = iter(pieces)

    def recv(self, most):
        return next(self.pieces, b"")


def by_newline(connection):
    rest = b""
    while piece := connection.recv(1024):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line


def messages(pieces):
    return by_newline(Pieces(pieces))

# %% station
%%program --only-write station.py
import os
import threading
from contextlib import suppress

from framing import by_newline


def echo(connection):
    number = 1
    with connection:
        for line in by_newline(connection):
            if line == b"WHO":
                words = "%d %d" % (os.getpid(), threading.get_native_id())
                connection.sendall(f"{number} {words}\n".encode())
            else:
                connection.sendall(str(number).encode() + b" " + line.upper() + b"\n")
            number += 1


def serve(connection):
    with suppress(ConnectionError):
        echo(connection)

# %% by-threads
%%program --only-write by_threads.py
from contextlib import suppress
from socket import SHUT_RDWR, create_server
from threading import Event, Thread

from station import serve


def serve_all(listener, stop):
    listener.settimeout(0.05)
    lines = {}
    while not stop.is_set():
        with suppress(TimeoutError):
            line, _ = listener.accept()
            lines[line] = Thread(target=serve, args=(line,))
            lines[line].start()
    for line, thread in lines.items():
        with suppress(OSError):
            line.shutdown(SHUT_RDWR)
        thread.join()


class ThreadServer:
    def __init__(self, port=0):
        self._listener = create_server(("127.0.0.1", port))
        self._stop = Event()
        self._server = Thread(target=serve_all, args=(self._listener, self._stop))
        self._server.start()

    @property
    def port(self):
        return self._listener.getsockname()[1]

    def stop(self):
        self._stop.set()
        self._server.join()
        self._listener.close()

# %% by-processes
%%program --only-write by_processes.py
from contextlib import suppress
from multiprocessing import Process
from socket import create_server
from threading import Event, Thread

from station import serve


def process_per_call(listener, stop):
    listener.settimeout(0.05)
    processes = []
    with listener:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            processes.append(Process(target=serve, args=(connection,)))
            processes[-1].start()
            connection.close()
    for process in processes:
        with suppress(Exception):
            process.terminate()
            process.join()
            process.close()


class ProcessServer:
    def __init__(self, port=0):
        listener = create_server(("127.0.0.1", port))
        self.port = listener.getsockname()[1]
        self.end = Event()
        self.thread = Thread(target=process_per_call, args=(listener, self.end))
        self.thread.start()

    def stop(self):
        self.end.set()
        self.thread.join()
