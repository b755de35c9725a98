"""Writing and draining take the same lock.

source: https://docs.python.org/3/library/io.html#io.StringIO
verdict: proved
"""

import io
import threading

class Buffer:
    def __init__(self):
        self._text, self._lock = io.StringIO(), threading.Lock()

    def write(self, text):
        with self._lock:
            return self._text.write(text)

    def drain(self):
        with self._lock:
            value = self._text.getvalue()
            self._text.seek(0)
            self._text.truncate()
            return value


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    buffer, sent = Buffer(), []
    together(
        lambda: buffer.write("one;"),
        lambda: sent.append(buffer.drain()),
        lambda: buffer.write("two;"),
    )
    sent.append(buffer.drain())
    assert sorted("".join(sent).replace(";", " ").split()) == ["one", "two"]
