"""A pool of a hundred threads; processes of another start method; scratch that fails and prints."""
# %% framing
%%program --only-write framing.py
import re

def messages(pieces):
    buffer = b""
    for piece in pieces:
        buffer = buffer + piece
        lines = buffer.split(b"\n")
        buffer = lines.pop()
        for line in lines:
            yield line

print("let me see:", list(messages([b"a\n", b"b"])))
try:
    messages(None).send(1)
except TypeError:
    print("not like that")

# %% station
%%program --only-write station.py
import os, threading, time
from framing import messages

time.sleep(0.01)
HOW_MUCH = 2 ** 16

def reader(connection):
    while True:
        got = connection.recv(HOW_MUCH)
        if len(got) == 0:
            return
        yield got

def capitals(number, message):
    if message != b"WHO":
        return b"%d %b\n" % (number, message.upper())
    return b"%d %d %d\n" % (number, os.getpid(), threading.get_native_id())

def serve(connection):
    try:
        for number, message in enumerate(messages(reader(connection)), start=1):
            connection.sendall(capitals(number, message))
        print("bye")
    except Exception as error:
        print("it is gone:", error)
    connection.close()

# %% by-threads
%%program --only-write by_threads.py
from concurrent.futures import ThreadPoolExecutor
from selectors import EVENT_READ, DefaultSelector
from socket import SHUT_RDWR, create_server, socketpair
from station import serve

class ThreadServer:
    def __init__(self, port=0):
        self.listener = create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.bell, self.button = socketpair()
        self.pool = ThreadPoolExecutor(100)
        self.lines = []
        self.pool.submit(self.door)
        self.open = True

    def door(self):
        with DefaultSelector() as selector:
            selector.register(self.listener, EVENT_READ)
            selector.register(self.bell, EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self.bell in ready:
                    return
                line, _ = self.listener.accept()
                self.lines.append(line)
                self.pool.submit(self.guest, line)

    def guest(self, line):
        serve(line)
        self.lines.remove(line)

    def stop(self):
        if not self.open:
            return
        self.open = False
        self.button.send(b"!")
        self.listener.close()
        import time
        time.sleep(0.1)
        for line in list(self.lines):
            try:
                line.shutdown(SHUT_RDWR)
            except OSError:
                pass
        self.pool.shutdown()
        self.bell.close()
        self.button.close()

# %% by-processes
%%program --only-write by_processes.py
from multiprocessing import get_context
from socket import create_server
from threading import Thread
from station import serve

context = get_context("forkserver")

class ProcessServer:
    def __init__(self, port=0):
        self.listener = create_server(("127.0.0.1", port))
        self.listener.settimeout(0.1)
        self.port = self.listener.getsockname()[1]
        self.over = False
        self.children = []
        self.door = Thread(target=self.work, daemon=True)
        self.door.start()

    def work(self):
        while not self.over:
            try:
                line, _ = self.listener.accept()
            except TimeoutError:
                pass
            else:
                child = context.Process(target=serve, args=(line,))
                child.start()
                line.close()
                self.children = [child] + [c for c in self.children if c.exitcode is None]

    def stop(self):
        self.over = True
        self.door.join()
        self.listener.close()
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.join()

if __name__ == "__main__":
    server = ProcessServer(5000)
    input("Enter stops it")
    server.stop()
