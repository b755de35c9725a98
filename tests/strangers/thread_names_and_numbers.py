"""Names are given at once: Thread-1 (work), Thread-2 (work).

source: https://docs.python.org/3/library/threading.html#threading.Thread.name
verdict: proved
"""

import threading

seen = set()


def work():
    t = threading.current_thread()
    seen.add(t.name)
    assert t.ident == threading.get_ident() and t.is_alive() and not t.daemon


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    assert [t.ident for t in ts] == [None, None]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert seen == {t.name for t in ts} and all("(work)" in name for name in seen)
