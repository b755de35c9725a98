"""A StreamHandler over a StringIO: whole lines.

source: https://docs.python.org/3/library/logging.handlers.html#streamhandler
verdict: proved
"""

import io
import logging
import threading

out = io.StringIO()
log = logging.getLogger("buffer")
log.setLevel(logging.DEBUG)
log.propagate = False
log.addHandler(logging.StreamHandler(out))


def main():
    ts = [threading.Thread(target=log.warning, args=("line %s", c)) for c in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(out.getvalue().splitlines()) == ["line a", "line b"]
