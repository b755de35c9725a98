"""Names of files are sorted by their extension; no file is touched.

source: https://docs.python.org/3/library/pathlib.html#pure-paths
verdict: proved
"""

import threading
from pathlib import PurePath, PurePosixPath

lock = threading.Lock()
by_kind = {}


def sort(names):
    for name in names:
        path = PurePosixPath("/data") / name
        with lock:
            by_kind.setdefault(path.suffix, []).append(path.stem)


def main():
    threads = [
        threading.Thread(target=sort, args=(names,)) for names in (["a.txt", "b.py"], ["c.txt"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(by_kind[".txt"]) == ["a", "c"] and by_kind[".py"] == ["b"]
    assert PurePath("x", "y").parts == ("x", "y")
