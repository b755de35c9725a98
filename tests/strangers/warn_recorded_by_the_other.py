"""Both threads record warnings, and each expects its own one.

source: https://github.com/python-bonobo/bonobo/issues/221
verdict: assertion
"""

import threading
import warnings


def node(name):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn(f"from {name}")
        assert [str(each.message) for each in caught] == [f"from {name}"]


def main():
    threads = [threading.Thread(target=node, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
