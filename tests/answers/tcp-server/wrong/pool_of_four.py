"""A pool of four threads: who comes fifth waits for a silent one.

like: ../right/plain.py
fails: check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop-hidden
"""
# %% by-threads
%%program --only-write by_threads.py
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

from station import serve


class ThreadServer:
    def __init__(self, port=0):
        self.sock = socket.create_server(("127.0.0.1", port))
        self.port = self.sock.getsockname()[1]
        self.sock.settimeout(0.1)
        self.running = True
        self.clients = []
        self.pool = ThreadPoolExecutor(4)
        self.main = threading.Thread(target=self.loop)
        self.main.start()

    def loop(self):
        while self.running:
            try:
                connection, address = self.sock.accept()
            except TimeoutError:
                continue
            self.clients.append(connection)
            self.pool.submit(serve, connection)

    def stop(self):
        self.running = False
        self.main.join()
        self.sock.close()
        for connection in self.clients:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.pool.shutdown()
