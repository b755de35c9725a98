"""A filter writes the number of the request, kept by thread, into each record.

source: https://docs.python.org/3/howto/logging-cookbook.html#using-filters-to-impart-contextual-information
verdict: proved
"""

import logging
import threading

current = threading.local()
lines = []


class Request(logging.Filter):
    def filter(self, record):
        record.request = getattr(current, "number", "-")
        return True


class Keep(logging.Handler):
    def emit(self, record):
        lines.append(self.format(record))


def serve(number, log):
    current.number = number
    log.info("served")


def main():
    log = logging.getLogger("web")
    log.propagate = False
    log.setLevel(logging.INFO)
    handler = Keep()
    handler.addFilter(Request())
    handler.setFormatter(logging.Formatter("%(request)s %(message)s"))
    log.addHandler(handler)
    threads = [threading.Thread(target=serve, args=(n, log)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lines) == ["1 served", "2 served"]
