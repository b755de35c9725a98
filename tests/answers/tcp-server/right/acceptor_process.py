"""A process accepts, and its children serve.

like: plain_lists.py
"""
# %% by-processes
%%program --only-write by_processes.py
"""A server with a process for each client."""
import signal
import sys
from contextlib import suppress
from multiprocessing import Process
from socket import create_server

from station import serve


def accept(listener):
    """Accept in a process of its own, and end the children with it."""
    children = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while True:
            connection, _ = listener.accept()
            child = Process(target=one, args=(listener, connection))
            child.start()
            connection.close()
            children = [c for c in children if c.is_alive()] + [child]
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.join()


def one(listener, connection):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    listener.close()
    serve(connection)


class ProcessServer:
    """Serves everybody who calls, each in a process of its own, until it is stopped."""

    def __init__(self, port=0):
        listener = create_server(("127.0.0.1", port))
        self.port = listener.getsockname()[1]
        self.acceptor = Process(target=accept, args=(listener,))
        self.acceptor.start()
        listener.close()

    def stop(self):
        """End the server, every connection and every process."""
        self.acceptor.terminate()
        self.acceptor.join()
