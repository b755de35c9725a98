"""Looking at the length and then appending are two steps.

verdict: assertion
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
    if len(items) < 1:
        items.append(1)


def main():
    run(work, work)
    assert len(items) == 1
