"""The numbers are asked for when the module is imported, not by who serves.

like: ../right/plain.py
fails: check-threads-hidden check-processes check-processes-hidden
"""
# %% station
%%program --only-write station.py
import os
import threading

from framing import messages


ME = b"%d %d" % (os.getpid(), threading.get_native_id())


def pieces(connection):
    while data := connection.recv(4096):
        yield data


def serve(connection):
    number = 0
    try:
        for message in messages(pieces(connection)):
            number += 1
            if message == b"WHO":
                text = ME
            else:
                text = message.upper()
            connection.sendall(str(number).encode() + b" " + text + b"\n")
    except ConnectionError:
        pass
    finally:
        connection.close()

# %% by-processes
%%program --only-write by_processes.py
import multiprocessing
import socket
import threading

from station import serve


class ProcessServer:
    def __init__(self, port=0):
        self.sock = socket.create_server(("127.0.0.1", port))
        self.port = self.sock.getsockname()[1]
        self.sock.settimeout(0.1)
        self.running = True
        self.children = []
        self.main = threading.Thread(target=self.loop)
        self.main.start()

    def loop(self):
        while self.running:
            try:
                connection, address = self.sock.accept()
            except TimeoutError:
                continue
            child = multiprocessing.get_context("fork").Process(target=serve, args=[connection])
            child.start()
            connection.close()
            self.children.append(child)

    def stop(self):
        self.running = False
        self.main.join()
        self.sock.close()
        for child in self.children:
            child.kill()
            child.join()
