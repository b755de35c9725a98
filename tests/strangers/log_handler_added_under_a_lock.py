"""The same with a lock around the look and the adding.

source: https://github.com/felixbur/nkululeko/pull/394
verdict: proved
"""

import logging
import threading

setting_up = threading.Lock()


def logger_of(name):
    log = logging.getLogger(name)
    with setting_up:
        if not log.hasHandlers():
            log.addHandler(logging.NullHandler())
    return log


def main():
    logging.getLogger("util").propagate = False
    threads = [threading.Thread(target=logger_of, args=("util",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(logging.getLogger("util").handlers) == 1
