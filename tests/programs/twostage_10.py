"""One of ten: between the first lock and the second.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


first, second = Lock(), Lock()
one = two = 0


def setter():
    global one, two
    with first:
        one = 1
    with second:
        two = one + 1


def reader():
    with first:
        if one == 0:
            return
        seen = one
    with second:
        assert two == seen + 1


def main():
    run(*[setter] * 9, reader)
