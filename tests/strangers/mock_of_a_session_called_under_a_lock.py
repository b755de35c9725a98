"""A mock in the place of a web session, which is called under a lock.

source: https://docs.python.org/3/library/unittest.mock.html
verdict: proved
"""

import threading
from unittest.mock import Mock

session = Mock()
session.get.return_value = {"ok": True}
lock = threading.Lock()
answers = []


def fetch(page):
    with lock:
        answer = session.get(f"/page/{page}")
    answers.append(answer["ok"])


def main():
    threads = [threading.Thread(target=fetch, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert session.get.call_count == 2
    assert answers == [True, True]
