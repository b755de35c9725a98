"""Each write to the buffer takes the lock, but print writes the text and its end one by one.

source: https://docs.python.org/3/library/functions.html#print
verdict: assertion
"""

import io
import threading

class Buffer:
    def __init__(self):
        self._text, self._lock = io.StringIO(), threading.Lock()

    def write(self, text):
        with self._lock:
            return self._text.write(text)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    buffer = Buffer()
    together(lambda: print("one", file=buffer), lambda: print("two", file=buffer))
    assert sorted(buffer._text.getvalue().split()) == ["one", "two"]
