"""Items, spaces and a lock.

verdict: proved
"""

from threading import Lock, Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


buffer = []
made = 0
lock = Lock()
items, spaces = Semaphore(0), Semaphore(2)


def produce():
    global made
    spaces.acquire()
    with lock:
        made += 1
        buffer.append(made)
    items.release()


def consume():
    global made
    items.acquire()
    with lock:
        made -= 1
        buffer.pop()
    spaces.release()


def main():
    run(produce, produce, consume, consume)
    assert made == 0 and buffer == []
