"""A log that begins a new file under its lock.

source: https://docs.python.org/3/library/logging.handlers.html#rotatingfilehandler
verdict: proved
"""

import io
import threading


class RotatingLog:
    def __init__(self, most, kept):
        self.most, self.kept, self.old = most, kept, []
        self.file, self.lock = io.StringIO(), threading.RLock()

    def rotate(self):
        with self.lock:
            self.old.append(self.file.getvalue())
            self.file.close()
            del self.old[: -self.kept]
            self.file = io.StringIO()

    def write(self, line):
        with self.lock:
            if self.file.tell() + len(line) > self.most:
                self.rotate()
            self.file.write(line)


def main():
    log = RotatingLog(8, kept=3)
    log.write("one\n")
    writers = [threading.Thread(target=log.write, args=(f"line{n}\n",)) for n in range(2)]
    for w in writers:
        w.start()
    log.rotate()
    for w in writers:
        w.join()
    text = "".join(log.old) + log.file.getvalue()
    assert sorted(text.split()) == ["line0", "line1", "one"]
