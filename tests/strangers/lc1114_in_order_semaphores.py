"""Two semaphores at zero hold the second and the third back.

source: https://leetcode.com/problems/print-in-order/
verdict: proved
"""

from threading import Semaphore, Thread

two, three = Semaphore(0), Semaphore(0)
said = []


def first():
    said.append("first")
    two.release()


def second():
    with two:
        said.append("second")
        three.release()


def third():
    with three:
        said.append("third")


def main():
    ts = [Thread(target=f) for f in (third, second, first)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert "".join(said) == "firstsecondthird"
