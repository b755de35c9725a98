"""What is imported in the function is imported before the library's lock is taken.

source: https://github.com/h5py/h5py/issues/859
verdict: proved
"""

import threading

import_lock, library_lock = threading.Lock(), threading.RLock()


def attributes():
    with import_lock:
        module = "attrs"
    with library_lock:
        return module


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
