"""Children are forked and killed, and nobody asks after them.

like: ../right/plain.py
fails: check-processes-rude-hidden check-processes-stop check-processes-stop-hidden
"""
# %% by-processes
%%program --only-write by_processes.py
import os
import signal
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
            child = os.fork()
            if child == 0:
                serve(connection)
                os._exit(0)
            connection.close()
            self.children.append(child)

    def stop(self):
        self.running = False
        self.main.join()
        self.sock.close()
        for child in self.children:
            os.kill(child, signal.SIGKILL)
        self.children = []
