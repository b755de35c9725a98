"""Two looks into a cache give the same object, unless somebody clears it in between.

source: https://docs.python.org/3/library/functools.html#functools.lru_cache
verdict: assertion
"""

import functools
import threading


@functools.lru_cache(maxsize=None)
def settings(name):
    return {"name": name}


def reader():
    settings("a")["seen"] = True
    assert "seen" in settings("a")


def main():
    threads = [threading.Thread(target=reader), threading.Thread(target=settings.cache_clear)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
