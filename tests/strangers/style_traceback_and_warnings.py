"""A worker prints its traceback and warns; the program goes on.

source: https://docs.python.org/3/library/traceback.html
verdict: proved
"""

import threading
import traceback
import warnings

texts = []


def work(n):
    try:
        warnings.warn(f"n is {n}", stacklevel=1)
        10 / n
    except ZeroDivisionError:
        texts.append(traceback.format_exc())
        traceback.print_exc()


def main():
    ts = [threading.Thread(target=work, args=(n,)) for n in (0, 1)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(texts) == 1 and "ZeroDivisionError" in texts[0]
