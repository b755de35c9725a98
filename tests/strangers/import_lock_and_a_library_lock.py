"""An import under the lock of a library, and that library used while one imports.

source: https://github.com/h5py/h5py/issues/859
verdict: deadlock
"""

import threading

import_lock, library_lock = threading.Lock(), threading.RLock()


def attributes():
    with library_lock:
        with import_lock:
            return "attrs"


def import_it():
    with import_lock:
        with library_lock:
            return "module"


def main():
    threads = [threading.Thread(target=attributes), threading.Thread(target=import_it)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
