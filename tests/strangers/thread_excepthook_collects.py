"""The hook takes the error of a thread; nothing else is to be told.

source: https://docs.python.org/3/library/threading.html#threading.excepthook
verdict: proved
"""

import threading

errors = []


def hook(args):
    errors.append((args.thread.name, str(args.exc_value)))


def work():
    raise ValueError("bad")


def main():
    threading.excepthook = hook
    t = threading.Thread(target=work, name="w")
    t.start()
    t.join()
    assert errors == [("w", "bad")]
