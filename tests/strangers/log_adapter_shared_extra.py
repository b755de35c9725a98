"""One LoggerAdapter for all threads, whose extra is set before each message: it is the other's.

source: https://docs.python.org/3/howto/logging-cookbook.html#using-loggeradapters-to-impart-contextual-information
verdict: assertion
"""

import logging
import threading

lines = []


class Keep(logging.Handler):
    def emit(self, record):
        lines.append((record.user, record.getMessage()))


def main():
    log = logging.getLogger("users")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.addHandler(Keep())
    adapter = logging.LoggerAdapter(log, {})

    def act(user):
        adapter.extra["user"] = user
        adapter.info("by %s", user)

    threads = [threading.Thread(target=act, args=(name,)) for name in ("ann", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(text == f"by {user}" for user, text in lines)
