"""A log that begins a new file when the old one is full: another thread still has the old one.

source: https://docs.python.org/3/library/logging.handlers.html#rotatingfilehandler
verdict: exception
"""

import io
import threading


class RotatingLog:
    def __init__(self, most):
        self.most, self.old = most, []
        self.file = io.StringIO()

    def write(self, line):
        if self.file.tell() + len(line) > self.most:
            full, self.file = self.file, io.StringIO()
            self.old.append(full.getvalue())
            full.close()
        self.file.write(line)


def main():
    log = RotatingLog(8)
    log.write("one\n")
    writers = [threading.Thread(target=log.write, args=(f"line{n}\n",)) for n in range(2)]
    for w in writers:
        w.start()
    for w in writers:
        w.join()
    text = "".join(log.old) + log.file.getvalue()
    assert sorted(text.split()) == ["line0", "line1", "one"]
