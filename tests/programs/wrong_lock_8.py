"""One of nine threads takes another lock.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


left, right = Lock(), Lock()
n = 0


def odd():
    global n
    with left:
        n += 1


def even():
    global n
    with right:
        n += 1


def main():
    run(odd, *[even] * 8)
    assert n == 9
