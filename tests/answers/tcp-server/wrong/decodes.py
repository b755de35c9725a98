"""The messages are taken for text: other letters are capitals, too.

like: ../right/plain.py
fails: check-serve
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
                text = message.decode().upper().encode()
            connection.sendall(str(number).encode() + b" " + text + b"\n")
    except ConnectionError:
        pass
    finally:
        connection.close()
