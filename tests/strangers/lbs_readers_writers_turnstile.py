"""Readers and writers with a turnstile, so that no writer starves.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading

readers, m, room, turnstile = 0, threading.Lock(), threading.Lock(), threading.Lock()
value, seen = 0, []


def writer():
    global value
    with turnstile, room:
        value += 1
        value += 1


def reader():
    global readers
    with turnstile:
        pass
    with m:
        readers += 1
        if readers == 1:
            room.acquire()
    seen.append(value)
    with m:
        readers -= 1
        if readers == 0:
            room.release()


def main():
    ts = [threading.Thread(target=f) for f in (writer, reader, reader)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert all(v in (0, 2) for v in seen)
