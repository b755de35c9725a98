"""The thread keeps its exception; join raises it in the caller.

source: https://stackoverflow.com/questions/2829329/catch-a-threads-exception-in-the-caller-thread
verdict: proved
"""

import threading


class Careful(threading.Thread):
    def __init__(self, work):
        super().__init__()
        self.work = work
        self.exc = None

    def run(self):
        try:
            self.work()
        except BaseException as e:
            self.exc = e

    def join(self, timeout=None):
        super().join(timeout)
        if self.exc:
            raise self.exc


def broken():
    raise ValueError("An error in thread {}".format(threading.current_thread().name))


def main():
    t = Careful(broken)
    t.start()
    try:
        t.join()
    except ValueError as e:
        assert t.name in str(e)
    else:
        assert False, "no error"
