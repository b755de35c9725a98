"""Looking whether a key is there and storing it are two steps.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


names = {}
made = []


def work():
    if "first" not in names:
        made.append(1)
        names["first"] = 1


def main():
    run(work, work)
    assert len(made) == 1
