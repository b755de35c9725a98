"""One child process, with a thread for each ship.

like: ../right/plain.py
fails: check-processes check-processes-hidden
"""
# %% by-processes
%%program --only-write by_processes.py
import multiprocessing
import socket
import threading

from station import serve


def work(listener):
    while True:
        connection, address = listener.accept()
        threading.Thread(target=serve, args=[connection], daemon=True).start()


class ProcessServer:
    def __init__(self, port=0):
        with socket.create_server(("127.0.0.1", port)) as listener:
            self.port = listener.getsockname()[1]
            self.child = multiprocessing.Process(target=work, args=[listener])
            self.child.start()

    def stop(self):
        self.child.kill()
        self.child.join()
