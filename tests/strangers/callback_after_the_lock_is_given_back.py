"""The callback is called when the lock is free again, once.

source: https://github.com/amoffat/sh/issues/564
verdict: proved
"""

import threading

class Command:
    def __init__(self, done):
        self._wait_lock, self._done, self.code = threading.Lock(), done, None
        self._process = threading.Thread(target=setattr, args=(self, "code", 0))
        self._process.start()

    def wait(self):
        with self._wait_lock:
            self._process.join()
            done, self._done = self._done, None
        if done:
            done(self, self.code)
        return self

    def __str__(self):
        return f"ended with {self.wait().code}"


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    told = []
    command = Command(done=lambda command, code: told.append(str(command)))
    together(command.wait, command.wait)
    assert told == ["ended with 0"]
