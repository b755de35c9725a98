"""Who comes first is seen in the order of a dictionary.

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


def main():
    run(lambda: names.update(a=1), lambda: names.update(b=2))
    assert list(names) == ["a", "b"]
