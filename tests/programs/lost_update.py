"""Two threads add one to a global without a lock, and one update is lost.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


n = 0


def work():
    global n
    n += 1


def main():
    run(work, work)
    assert n == 2
