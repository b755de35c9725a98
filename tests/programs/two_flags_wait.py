"""Each waits until the other one has finished.

verdict: livelock
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


done = {"a": False, "b": False}


def work(me, other):
    while not done[other]:
        pass
    done[me] = True


def main():
    run(lambda: work("a", "b"), lambda: work("b", "a"))
