"""A thread may start others, and waits for them itself.

verdict: proved
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


seen = []


def leaf(i):
    seen.append(i)


def branch(i):
    run(lambda: leaf(i), lambda: leaf(i + 1))


def main():
    run(lambda: branch(0))
    assert sorted(seen) == [0, 1]
