"""The famous four lines with multiprocessing.dummy.

source: https://stackoverflow.com/questions/2846653/how-can-i-use-threading-in-python
verdict: proved
"""

from multiprocessing.dummy import Pool as ThreadPool


def main():
    pool = ThreadPool(2)
    results = pool.map(len, ["a", "bb", "ccc"])
    pool.close()
    pool.join()
    assert results == [1, 2, 3]
