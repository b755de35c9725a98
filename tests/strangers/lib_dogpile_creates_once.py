"""The dogpile lock lets one create the value; the others get it.

source: https://github.com/sqlalchemy/dogpile.cache
verdict: proved
needs: dogpile
"""

import threading
import time

from dogpile.lock import Lock, NeedRegenerationException

value = None
created = []


def get():
    if value is None:
        raise NeedRegenerationException
    return value, time.time()


def create():
    global value
    created.append(1)
    value = 42
    return value, time.time()


mutex = threading.Lock()
got = []


def work():
    with Lock(mutex, create, get, 3600) as v:
        got.append(v)


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got == [42, 42] and created == [1]
