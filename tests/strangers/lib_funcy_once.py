"""funcy: once runs a function once, and who comes second waits until it has run.

source: https://funcy.readthedocs.io/en/stable/flow.html
verdict: proved
needs: funcy
"""

import threading

from funcy import once

ready = []


@once
def prepare():
    ready.append("a")
    ready.append("b")


def work():
    prepare()
    assert ready == ["a", "b"]


def main():
    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
