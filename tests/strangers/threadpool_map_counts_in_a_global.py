"""Tasks of a pool of threads count in one global variable.

source: https://superfastpython.com/threadpool-python/
verdict: assertion
"""

from multiprocessing.pool import ThreadPool

done = 0


def task(n):
    global done
    done += 1
    return n


def main():
    with ThreadPool(2) as pool:
        pool.map(task, range(2))
    assert done == 2
