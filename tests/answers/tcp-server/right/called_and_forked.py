"""stop calls its own server to wake it; processes are forked by hand and killed.

like: plain_lists.py
"""
# %% by-threads
%%program --only-write by_threads.py
"""A server with a thread for each client."""
from contextlib import suppress
from socket import SHUT_RDWR, create_connection, create_server
from threading import Event, Thread, current_thread

from station import serve


class ThreadServer:
    """Serves everybody who calls, each in a thread of its own, until it is stopped."""

    def __init__(self, port=0):
        self.listener = create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.stopping = Event()
        self.ships = {}
        self.thread = Thread(target=self.accept)
        self.thread.start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            if self.stopping.is_set():
                connection.close()
                return
            thread = Thread(target=self.one, args=(connection,))
            self.ships[thread] = connection
            thread.start()

    def one(self, connection):
        try:
            serve(connection)
        finally:
            del self.ships[current_thread()]

    def stop(self):
        """End the server, every connection and every thread."""
        if self.stopping.is_set():
            return
        self.stopping.set()
        create_connection(("127.0.0.1", self.port)).close()
        self.thread.join()
        self.listener.close()
        for thread, connection in list(self.ships.items()):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
            thread.join()

# %% by-processes
%%program --only-write by_processes.py
"""A server with a process for each client."""
import os
import signal
from contextlib import suppress
from socket import create_server
from threading import Event, Thread

from station import serve


class ProcessServer:
    """Serves everybody who calls, each in a process of its own, until it is stopped."""

    def __init__(self, port=0):
        self.listener = create_server(("127.0.0.1", port))
        self.listener.settimeout(0.1)
        self.port = self.listener.getsockname()[1]
        self.stopping = Event()
        self.children = set()
        self.thread = Thread(target=self.accept)
        self.thread.start()

    def accept(self):
        while not self.stopping.is_set():
            self.children = {pid for pid in self.children if not os.waitpid(pid, os.WNOHANG)[0]}
            with suppress(TimeoutError):
                connection, _ = self.listener.accept()
                pid = os.fork()
                if pid == 0:
                    self.listener.close()
                    connection.settimeout(None)
                    try:
                        serve(connection)
                    finally:
                        os._exit(0)
                connection.close()
                self.children.add(pid)

    def stop(self):
        """End the server, every connection and every process."""
        self.stopping.set()
        self.thread.join()
        self.listener.close()
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self.children = set()
