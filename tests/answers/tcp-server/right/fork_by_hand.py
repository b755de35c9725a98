"""os.fork and waitpid; the listener is shut down to wake accept (Linux); raw threads of a subclass."""
# %% framing
%%program --only-write framing.py
def messages(pieces):
    line = []
    for piece in pieces:
        for byte in piece:
            if byte == 10:
                yield bytes(line)
                line.clear()
            else:
                line.append(byte)

# %% station
%%program --only-write station.py
from os import getpid
from threading import get_native_id

import framing


def all_pieces(connection):
    try:
        while True:
            data = connection.recv(100_000)
            if data == b"":
                break
            yield data
    except OSError:
        return


def serve(connection):
    n = 1
    for m in framing.messages(all_pieces(connection)):
        match m:
            case b"WHO":
                reply = f"{n} {getpid()} {get_native_id()}\n".encode("ascii")
            case _:
                reply = f"{n} ".encode("ascii") + m.upper() + b"\n"
        n += 1
        sent = 0
        try:
            while sent < len(reply):
                sent += connection.send(reply[sent:])
        except OSError:
            break
    connection.close()

# %% by-threads
%%program --only-write by_threads.py
import socket
from threading import Thread

from station import serve


class Guest(Thread):
    def __init__(self, line, guests):
        super().__init__()
        self.line = line
        self.guests = guests

    def run(self):
        try:
            serve(self.line)
        finally:
            self.guests.pop(self, None)

    def end(self):
        try:
            self.line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.join()


class ThreadServer(Thread):
    def __init__(self, port=0):
        super().__init__(name="door")
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.guests = {}
        self.start()

    def run(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            guest = Guest(line, self.guests)
            self.guests[guest] = True
            guest.start()

    def stop(self):
        if self.is_alive():
            self.listener.shutdown(socket.SHUT_RDWR)
            self.join()
        self.listener.close()
        for guest in list(self.guests):
            guest.end()

# %% by-processes
%%program --only-write by_processes.py
import os
import signal
import socket
import threading

from station import serve


class ProcessServer:
    def __init__(self, port=0):
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.children = set()
        self.door = threading.Thread(target=self.run)
        self.door.start()

    def run(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            child = os.fork()
            if child == 0:
                try:
                    self.listener.close()
                    serve(line)
                finally:
                    os._exit(0)
            line.close()
            self.children.add(child)
            self.bury(os.WNOHANG)

    def bury(self, how):
        for child in list(self.children):
            if os.waitpid(child, how)[0]:
                self.children.discard(child)

    def stop(self):
        if not self.door.is_alive():
            return
        self.listener.shutdown(socket.SHUT_RDWR)
        self.door.join()
        self.listener.close()
        for child in self.children:
            os.kill(child, signal.SIGKILL)
        self.bury(0)
