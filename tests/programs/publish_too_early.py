"""The box is seen before it is full.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


box = None


def make():
    global box
    box = {}
    box["value"] = 1


def use():
    if box is not None:
        assert "value" in box


def main():
    run(make, use)
