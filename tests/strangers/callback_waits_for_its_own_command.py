"""The callback of a command prints it, and its text waits for the end of the command.

source: https://github.com/amoffat/sh/issues/564
verdict: deadlock
"""

import threading

class Command:
    def __init__(self, done):
        self._wait_lock, self._done, self.code = threading.Lock(), done, None
        self._process = threading.Thread(target=setattr, args=(self, "code", 0))
        self._process.start()

    def wait(self):
        with self._wait_lock:
            if self._done:
                done, self._done = self._done, None
                self._process.join()
                done(self, self.code)
        return self

    def __str__(self):
        return f"ended with {self.wait().code}"


def main():
    Command(done=lambda command, code: print(command)).wait()
