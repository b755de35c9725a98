"""One generator-based context manager in an attribute of what two threads use.

source: https://github.com/getsentry/sentry-python/pull/1368
verdict: exception or assertion
"""

import contextlib
import threading


@contextlib.contextmanager
def span(log):
    log.append("open")
    yield
    log.append("close")


class Connection:
    log = []

    def before(self):
        self.manager = span(self.log)
        self.manager.__enter__()

    def after(self):
        self.manager.__exit__(None, None, None)


def main():
    connection = Connection()

    def query():
        connection.before()
        connection.after()

    threads = [threading.Thread(target=query) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert connection.log.count("open") == connection.log.count("close")
