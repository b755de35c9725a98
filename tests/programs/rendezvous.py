"""Each waits for the other one's arrival.

verdict: proved
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


left, right = Semaphore(0), Semaphore(0)
out = []


def a():
    out.append("a1")
    left.release()
    right.acquire()
    out.append("a2")


def b():
    out.append("b1")
    right.release()
    left.acquire()
    out.append("b2")


def main():
    run(a, b)
    assert out.index("a1") < out.index("b2") and out.index("b1") < out.index("a2")
