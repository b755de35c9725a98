"""urllib.parse: queries parsed by each, merged under a lock.

source: https://docs.python.org/3/library/urllib.parse.html#urllib.parse.parse_qs
verdict: proved
"""

import threading
from urllib.parse import parse_qs, urlencode

merged, lock = {}, threading.Lock()


def work(query):
    for name, values in parse_qs(query).items():
        with lock:
            merged.setdefault(name, []).extend(values)


def main():
    threads = [threading.Thread(target=target) for target in (lambda: work("a=1&b=2"), lambda: work("a=3"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(merged["a"]) == ["1", "3"] and urlencode({"b": merged["b"][0]}) == "b=2"
