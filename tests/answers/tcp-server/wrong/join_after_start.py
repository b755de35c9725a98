"""Each thread is joined right after it was started.

like: ../right/plain.py
fails: check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden
"""
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
            thread.join()

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
