"""Two locks for one thing keep nobody out.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 1
left, right = Lock(), Lock()


def buy(lock):
    global tickets
    with lock:
        if tickets > 0:
            tickets -= 1


def main():
    run(lambda: buy(left), lambda: buy(right))
    assert tickets >= 0
