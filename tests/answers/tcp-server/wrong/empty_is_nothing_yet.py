"""An empty piece is taken for "nothing yet".

like: ../right/plain.py
fails: check-serve-ends check-threads-rude-hidden check-threads-stop check-threads-stop-hidden check-processes-rude-hidden
"""
# %% station
%%program --only-write station.py
import os
import threading
import time

from framing import messages


def pieces(connection):
    while True:
        data = connection.recv(4096)
        if not data:
            time.sleep(0.05)
            continue
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
        connection.close()
