"""Everybody looks up now and then: sockets with timeouts, and sends that go on where they stopped."""
# %% framing
%%program --only-write framing.py
import io

def messages(pieces):
    kept = io.BytesIO()
    for piece in pieces:
        for part in piece.splitlines(keepends=True) if b"\r" not in piece and b"\x0b" not in piece else re_split(piece):
            kept.write(part)
            if part[-1:] == b"\n":
                yield kept.getvalue()[:-1]
                kept = io.BytesIO()

def re_split(piece):
    first, *others = piece.split(b"\n")
    parts = [first] + [b"\n" + other for other in others]
    text = b"".join(parts)
    found = []
    while text:
        line, newline, text = text.partition(b"\n")
        found.append(line + newline)
    return found

# %% station
%%program --only-write station.py
import os
import threading

from framing import messages

ending = threading.Event()


def receive(connection):
    while not ending.is_set():
        try:
            piece = connection.recv(2048)
        except TimeoutError:
            continue
        if not piece:
            break
        yield piece


def send(connection, data):
    data = memoryview(data)
    while data and not ending.is_set():
        try:
            done = connection.send(data)
        except TimeoutError:
            continue
        data = data[done:]


def serve(connection):
    connection.settimeout(0.1)
    number = 0
    try:
        for message in messages(receive(connection)):
            number += 1
            special = message == b"WHO"
            answer = b"%d %d" % (os.getpid(), threading.get_native_id()) if special else message.upper()
            send(connection, b"%d %s\n" % (number, answer))
    except (ConnectionResetError, ConnectionAbortedError, BrokenPipeError):
        pass
    finally:
        connection.close()

# %% by-threads
%%program --only-write by_threads.py
import socket
import threading

import station


class ThreadServer:
    def __init__(self, port=0):
        station.ending.clear()
        self.threads = []
        self.listener = socket.create_server(("127.0.0.1", port))
        _, self.port = self.listener.getsockname()
        self.threads.append(threading.Thread(target=self.door))
        self.threads[0].start()

    def door(self):
        self.listener.settimeout(0.1)
        with self.listener:
            while not station.ending.is_set():
                try:
                    line = self.listener.accept()[0]
                except TimeoutError:
                    continue
                self.threads.append(threading.Thread(target=station.serve, args=(line,)))
                self.threads[-1].start()

    def stop(self):
        station.ending.set()
        while self.threads:
            self.threads.pop().join()

# %% by-processes
%%program --only-write by_processes.py
import socket
import subprocess
import sys
import threading

CHILD = "import socket, sys, station; station.serve(socket.socket(fileno=int(sys.argv[1])))"


class ProcessServer:
    def __init__(self, port=0):
        self.listener = socket.create_server(("127.0.0.1", port))
        _, self.port = self.listener.getsockname()
        self.over = threading.Event()
        self.children = []
        self.thread = threading.Thread(target=self.door)
        self.thread.start()

    def door(self):
        self.listener.settimeout(0.1)
        with self.listener:
            while not self.over.is_set():
                try:
                    line = self.listener.accept()[0]
                except TimeoutError:
                    continue
                with line:
                    self.children = [child for child in self.children if child.poll() is None]
                    number = line.fileno()
                    line.setblocking(True)
                    command = [sys.executable, "-c", CHILD, str(number)]
                    self.children.append(subprocess.Popen(command, pass_fds=[number]))

    def stop(self):
        self.over.set()
        self.thread.join()
        for child in self.children:
            child.kill()
            child.wait()
