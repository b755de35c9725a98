"""An abrupt end is expected in recv, not in sendall.

like: ../right/plain.py
fails: check-serve-ends
"""
# %% station
%%program --only-write station.py
import os
import threading

from framing import messages


def pieces(connection):
    try:
        while data := connection.recv(4096):
            yield data
    except ConnectionError:
        return


def serve(connection):
    with connection:
        for number, message in enumerate(messages(pieces(connection)), 1):
            text = message.upper()
            if message == b"WHO":
                text = b"%d %d" % (os.getpid(), threading.get_native_id())
            connection.sendall(b"%d %s\n" % (number, text))
