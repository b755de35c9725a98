"""The object is there when asked, and gone when used.

source: https://docs.python.org/3/library/weakref.html
verdict: exception
"""

import threading
import weakref


class Image:
    size = 3


holder = {"image": Image()}
ref = weakref.ref(holder["image"])


def drop():
    del holder["image"]


def main():
    t = threading.Thread(target=drop)
    t.start()
    if ref() is not None:
        print(ref().size)
    t.join()
