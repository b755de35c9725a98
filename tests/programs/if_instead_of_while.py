"""Two wake up, one item is there.

verdict: exception
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
        if not items:
            condition.wait()
        items.pop()


def put():
    with condition:
        items.append(1)
        condition.notify_all()


def main():
    run(take, take, put, put)
