"""The event is set a line too early.

source: https://stackoverflow.com/questions/6893968/how-to-get-the-return-value-from-a-thread
verdict: assertion
"""

import threading


class Result:
    def __init__(self):
        self.ready = threading.Event()
        self.value = None


def work(result):
    result.ready.set()
    result.value = 42


def main():
    r = Result()
    threading.Thread(target=work, args=(r,)).start()
    r.ready.wait()
    assert r.value == 42
