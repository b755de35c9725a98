"""list.append is one step: nothing is lost.

verdict: proved
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


items = []


def work():
    items.append(1)


def main():
    run(work, work, work)
    assert len(items) == 3
