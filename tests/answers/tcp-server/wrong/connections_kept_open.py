"""What has ended is shut down and never closed.

like: ../right/plain.py
fails: check-threads-rude-hidden
"""
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
        try:
            connection.shutdown(2)
        except OSError:
            pass
