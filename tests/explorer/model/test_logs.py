"""Logging in an explored program: there, no operation, and written nowhere."""

from __future__ import annotations

from threadlab import explore, simulate

LOGGING = """
import logging, threading
from logging import getLogger
logging.basicConfig(level=logging.DEBUG, format="%(message)s")
log = logging.getLogger(__name__)
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(asctime)s"))
handler.setLevel("INFO")
log.addHandler(handler)
log.setLevel(logging.INFO)
n, lock = 0, {lock}
def work():
    global n
    log.info("begin %s", threading.current_thread().name)
    with lock:
        log.debug("%d", n)
        n += 1
    logging.warning("done")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("as it had to be")
def main():
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert n == 3
    assert getLogger(__name__) is log and log.isEnabledFor(logging.INFO)
    assert not log.isEnabledFor(logging.DEBUG) and logging.getLevelName(20) == "INFO"
    assert log.getChild("a").getEffectiveLevel() == 20 and logging.getLogger() is logging.root
"""


def test_logging_is_there_and_is_no_operation() -> None:
    verdict = explore(LOGGING.replace("{lock}", "threading.Lock()"), entry="main")
    assert verdict.status == "proved", verdict
    assert verdict.runs == 6  # as for three increments under a lock


def test_logging_hides_no_race() -> None:
    text = LOGGING.replace("{lock}", "__import__('contextlib').nullcontext()")
    assert explore(text, entry="main").kind == "assertion"


def test_logging_writes_nothing() -> None:
    run = simulate(LOGGING.replace("{lock}", "threading.Lock()"), entry="main", seed=0)
    assert run.output == ""
