"""Four processes accept from the same listener: the fifth ship waits.

like: ../right/plain.py
fails: check-processes-hidden check-processes-rude-hidden check-processes-stop-hidden
"""
# %% by-processes
%%program --only-write by_processes.py
import multiprocessing
import socket

from station import serve


def work(listener):
    while True:
        connection, address = listener.accept()
        serve(connection)


class ProcessServer:
    def __init__(self, port=0):
        with socket.create_server(("127.0.0.1", port)) as listener:
            self.port = listener.getsockname()[1]
            self.children = [multiprocessing.Process(target=work, args=[listener]) for _ in range(4)]
            for child in self.children:
                child.start()

    def stop(self):
        for child in self.children:
            child.kill()
            child.join()
