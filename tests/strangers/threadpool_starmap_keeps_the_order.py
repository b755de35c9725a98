"""starmap gives the results in the order of what was given.

source: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.starmap
verdict: proved
"""

from multiprocessing.pool import ThreadPool


def area(width, height):
    return width * height


def main():
    with ThreadPool(2) as pool:
        assert pool.starmap(area, [(1, 2), (3, 4), (5, 6)]) == [2, 12, 30]
