"""The first reader takes the room, the last one gives it back.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


readers = 0
lock, room = Lock(), Lock()
data = 0


def read():
    global readers
    with lock:
        readers += 1
        if readers == 1:
            room.acquire()
    first = data
    second = data
    assert first == second
    with lock:
        readers -= 1
        if readers == 0:
            room.release()


def write():
    global data
    with room:
        data += 1
        data += 1


def main():
    run(read, read, write)
