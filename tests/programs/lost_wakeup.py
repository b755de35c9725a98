"""Who comes to wait after the notify waits for ever.

verdict: deadlock
"""

from threading import Condition, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


condition = Condition()


def wait():
    with condition:
        condition.wait()


def wake():
    with condition:
        condition.notify()


def main():
    run(wait, wake)
