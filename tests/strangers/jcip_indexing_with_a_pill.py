"""A crawler puts a pill behind the last file, and the indexer ends with it.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading
from queue import Queue

PILL = object()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    files, index = Queue(maxsize=1), []
    tree = {"/": ["a", "b/"], "b/": ["c"]}

    def crawl(folder="/"):
        for entry in tree[folder]:
            if entry.endswith("/"):
                crawl(entry)
            else:
                files.put(entry)

    def crawler():
        try:
            crawl()
        finally:
            files.put(PILL)

    def indexer():
        for name in iter(files.get, PILL):
            index.append(name)

    together(crawler, indexer)
    assert index == ["a", "c"]
