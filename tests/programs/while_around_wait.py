"""Who looks again goes back to waiting.

verdict: proved
"""

from threading import Condition, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


condition = Condition()
items = []


def take():
    with condition:
        while not items:
            condition.wait()
        items.pop()


def put():
    with condition:
        items.append(1)
        condition.notify_all()


def main():
    run(take, put, take, put)
    assert items == []
