"""The same with an adapter for each thread.

source: https://docs.python.org/3/howto/logging-cookbook.html#using-loggeradapters-to-impart-contextual-information
verdict: proved
"""

import logging
import threading

lines = []


class Keep(logging.Handler):
    def emit(self, record):
        lines.append((record.user, record.getMessage()))


def act(log, user):
    logging.LoggerAdapter(log, {"user": user}).info("by %s", user)


def main():
    log = logging.getLogger("users")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.addHandler(Keep())
    threads = [threading.Thread(target=act, args=(log, name)) for name in ("ann", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(text == f"by {user}" for user, text in lines)
