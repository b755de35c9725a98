"""showwarning is set by the program: two threads, two lines.

source: https://docs.python.org/3/library/warnings.html#warnings.showwarning
verdict: proved
"""

import threading
import warnings

lines = []


def show(message, category, filename, lineno, file=None, line=None):
    lines.append(str(message))


def main():
    warnings.showwarning = show
    warnings.simplefilter("always")
    threads = [threading.Thread(target=warnings.warn, args=(text,)) for text in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lines) == ["one", "two"]
