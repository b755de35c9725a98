"""A flag, a short timeout of the listener, shutdown of what is open; multiprocessing.Process."""
# %% framing
%%program --only-write framing.py
def messages(pieces):
    rest = b""
    for piece in pieces:
        rest += piece
        while b"\n" in rest:
            line, _, rest = rest.partition(b"\n")
            yield line

# %% station
%%program --only-write station.py
import os
import threading

from framing import messages


def pieces(connection):
    while data := connection.recv(4096):
        yield data


def serve(connection):
    number = 0
    try:
        for message in messages(pieces(connection)):
            number += 1
            if message == b"WHO":
                text = f"{os.getpid()} {threading.get_native_id()}".encode()
            else:
                text = message.upper()
            connection.sendall(str(number).encode() + b" " + text + b"\n")
    except ConnectionError:
        pass
    finally:
        connection.close()

# %% by-threads
%%program --only-write by_threads.py
import socket
import threading

from station import serve


class ThreadServer:
    def __init__(self, port=0):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.sock.bind(("127.0.0.1", port))
            self.sock.listen(5)
        except OSError:
            self.sock.close()
            raise
        self.port = self.sock.getsockname()[1]
        self.sock.settimeout(0.1)
        self.running = True
        self.clients = []
        self.main = threading.Thread(target=self.loop)
        self.main.start()

    def loop(self):
        while self.running:
            try:
                connection, address = self.sock.accept()
            except socket.timeout:
                continue
            thread = threading.Thread(target=serve, args=[connection])
            self.clients.append((connection, thread))
            thread.start()

    def stop(self):
        self.running = False
        self.main.join()
        self.sock.close()
        for connection, thread in self.clients:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        for connection, thread in self.clients:
            thread.join()

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
            child = multiprocessing.Process(target=serve, args=[connection])
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
