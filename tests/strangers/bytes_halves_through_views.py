"""Each thread turns its half of the bytes round, through a view of it.

source: https://docs.python.org/3/library/stdtypes.html#memoryview
verdict: proved
"""

import threading

room = bytearray(b"abcdef")


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    view = memoryview(room)

    def turn(part):
        part[:] = bytes(reversed(part))

    together(lambda: turn(view[:3]), lambda: turn(view[3:]))
    assert room == b"cbafed"
