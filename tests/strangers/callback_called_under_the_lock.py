"""The callback asks the object that calls it, whose lock is held.

source: https://github.com/amoffat/sh/issues/564
verdict: deadlock
"""

import threading


class Command:
    def __init__(self, done):
        self.lock = threading.Lock()
        self.done = done
        self.code = None

    def wait(self):
        with self.lock:
            if self.code is None:
                self.code = 0
                self.done(self)
            return self.code

    def __str__(self):
        return f"command that returned {self.wait()}"


def main():
    c = Command(lambda command: print(str(command)))
    t = threading.Thread(target=c.wait)
    t.start()
    t.join()
