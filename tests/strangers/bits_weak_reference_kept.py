"""Asked once and kept in a variable.

source: https://docs.python.org/3/library/weakref.html
verdict: proved
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
    image = ref()
    if image is not None:
        assert image.size == 3
    del image
    t.join()
    assert ref() is None
