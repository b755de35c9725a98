"""wait_for is the loop around wait.

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
        condition.wait_for(lambda: items)
        items.pop()


def put():
    with condition:
        items.append(1)
        condition.notify()


def main():
    run(take, put)
    assert items == []
