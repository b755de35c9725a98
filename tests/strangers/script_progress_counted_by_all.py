"""Every download adds to one number, and prints how far all of them are.

source: https://superfastpython.com/threadpool-map_async
verdict: assertion
"""

import time
from multiprocessing.pool import ThreadPool

files = ["a.txt", "b.txt"]
ready = 0


def download(name):
    global ready
    time.sleep(0.1)
    done = ready + 1
    print(f"{name}: {100 * done // len(files)} %")
    ready = done


def main():
    with ThreadPool(2) as pool:
        pool.map(download, files)
    assert ready == len(files)
