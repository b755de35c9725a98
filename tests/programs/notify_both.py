"""Two wait, both are woken.

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
open_ = False


def wait():
    with condition:
        while not open_:
            condition.wait()


def wake():
    global open_
    with condition:
        open_ = True
        condition.notify_all()


def main():
    run(wait, wait, wake)
