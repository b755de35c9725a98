"""Children are terminated, and nobody joins them.

like: ../right/plain.py
fails: check-processes-stop check-processes-stop-hidden
"""
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
            child.terminate()
