"""A filter of logging that adds the request of a context variable, which each thread has its own of.

source: https://docs.python.org/3/howto/logging-cookbook.html#using-contextvars
verdict: proved
"""

import contextvars
import logging
import threading

request = contextvars.ContextVar("request", default="-")


class AddRequest(logging.Filter):
    def filter(self, record):
        record.request = request.get()
        return True


class Keep(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def main():
    keep = Keep()
    keep.setFormatter(logging.Formatter("%(request)s %(message)s"))
    keep.addFilter(AddRequest())
    log = logging.getLogger("shop")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(keep)

    def handle(name):
        request.set(name)
        log.info("hello %s", name)

    threads = [threading.Thread(target=handle, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    log.info("end")
    assert sorted(keep.lines) == ["- end", "a hello a", "b hello b"]
