"""One of ten: the checker comes between the first writes of a pair.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


a = b = 0


def setter():
    global a, b
    a = 1
    b = -1


def checker():
    assert (a == 0 and b == 0) or (a == 1 and b == -1)


def main():
    run(*[setter] * 9, checker)
