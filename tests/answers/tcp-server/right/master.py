"""A process that takes the calls and has the children; classes of Process; a server of asyncio's that hands lines to threads."""
# %% framing
%%program --only-write framing.py
from itertools import chain

def messages(pieces):
    tail = b""
    for piece in pieces:
        lines = (tail + piece).split(b"\n")
        tail = lines[-1]
        yield from lines[:-1]

# %% station
%%program --only-write station.py
import os
import threading
from functools import partial

from framing import messages


def answer(message):
    return b"%d %d" % (os.getpid(), threading.get_native_id()) if message == b"WHO" else message.upper()


def serve(connection):
    try:
        number = 1
        for message in messages(iter(partial(connection.recv, 10_000), b"")):
            connection.sendall(b"%d " % number)
            connection.sendall(answer(message))
            connection.sendall(b"\n")
            number += 1
    except OSError:
        pass
    connection.close()

# %% by-threads
%%program --only-write by_threads.py
import asyncio
import socket
import threading

from station import serve


class ThreadServer:
    def __init__(self, port=0):
        self.listener = socket.create_server(("127.0.0.1", port), backlog=64)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        self.ships = {}
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        self.task = self.loop.create_task(self.door())
        try:
            self.loop.run_until_complete(self.task)
        except asyncio.CancelledError:
            pass
        self.loop.close()

    async def door(self):
        while True:
            line, _ = await self.loop.sock_accept(self.listener)
            line.setblocking(True)
            thread = threading.Thread(target=self.ship, args=(line,))
            self.ships[line] = thread
            thread.start()

    def ship(self, line):
        serve(line)
        self.ships.pop(line, None)

    def stop(self):
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.task.cancel)
            self.thread.join()
        self.listener.close()
        for line, thread in list(self.ships.items()):
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            thread.join()

# %% by-processes
%%program --only-write by_processes.py
import multiprocessing
import socket

from station import serve


class Ship(multiprocessing.Process):
    def __init__(self, line):
        super().__init__(daemon=True)
        self.line = line

    def run(self):
        serve(self.line)


class Master(multiprocessing.Process):
    def __init__(self, listener, over):
        super().__init__()
        self.listener = listener
        self.over = over

    def run(self):
        self.listener.settimeout(0.1)
        ships = []
        while not self.over.is_set():
            try:
                line, _ = self.listener.accept()
            except TimeoutError:
                continue
            ships = [ship for ship in ships if ship.is_alive()]
            ships.append(Ship(line))
            ships[-1].start()
            ships[-1].line.close()
        for ship in ships:
            ship.terminate()
        for ship in ships:
            ship.join()


class ProcessServer:
    def __init__(self, port=0):
        with socket.create_server(("127.0.0.1", port)) as listener:
            self.port = listener.getsockname()[1]
            self.over = multiprocessing.Event()
            self.master = Master(listener, self.over)
            self.master.start()

    def stop(self):
        self.over.set()
        self.master.join()
