"""Who looks at the state first does not wait for what has been.

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
ready = False


def wait():
    with condition:
        while not ready:
            condition.wait()


def wake():
    global ready
    with condition:
        ready = True
        condition.notify()


def main():
    run(wait, wake)
