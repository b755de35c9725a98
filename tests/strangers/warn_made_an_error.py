"""Warnings are errors, also in threads.

source: https://docs.python.org/3/library/warnings.html#the-warnings-filter
verdict: exception
"""

import threading
import warnings


def old_way():
    warnings.warn("use the new way", DeprecationWarning, stacklevel=2)


def main():
    warnings.simplefilter("error")
    thread = threading.Thread(target=old_way)
    thread.start()
    thread.join()
