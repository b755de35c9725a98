"""And in match.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


point = [0, 0]


def read():
    match point:
        case [x, y] if x != y:
            raise AssertionError


def move():
    point[0] = 1
    point[1] = 1


def main():
    run(read, move)
