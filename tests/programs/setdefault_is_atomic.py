"""dict.setdefault looks and stores in one step.

verdict: proved
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


names = {}


def work(value):
    names.setdefault("first", value)


def main():
    seen = []

    def both(value):
        work(value)
        seen.append(names["first"])

    run(lambda: both(1), lambda: both(2))
    assert len(set(seen)) == 1
