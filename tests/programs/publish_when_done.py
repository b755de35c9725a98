"""The box is shown when it is full.

verdict: proved
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
    new = {}
    new["value"] = 1
    box = new


def use():
    if box is not None:
        assert "value" in box


def main():
    run(make, use)
