"""A semaphore as a signal: b after a.

verdict: proved
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


sign = Semaphore(0)
out = []


def a():
    out.append("a")
    sign.release()


def b():
    sign.acquire()
    out.append("b")


def main():
    run(b, a)
    assert out == ["a", "b"]
