"""The number is a global variable, one for all threads.

like: ../right/plain.py
fails: check-serve-ends check-threads check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden
"""
# %% station
%%program --only-write station.py
import os
import threading

from framing import messages


def pieces(connection):
    while data := connection.recv(4096):
        yield data


number = 0


def serve(connection):
    global number
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
        connection.close()
