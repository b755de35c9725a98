"""apply_async calls back in one thread of the pool's own: its callbacks need no lock.

source: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply_async
verdict: proved
"""

from multiprocessing.pool import ThreadPool

total, errors = 0, []


def add(result):
    global total
    total += result


def main():
    with ThreadPool(2) as pool:
        for n in (1, 0):
            pool.apply_async(divmod, (6, n), callback=lambda pair: add(pair[0]),
                             error_callback=errors.append)
        pool.close()
        pool.join()
    assert total == 6
    assert [type(error) for error in errors] == [ZeroDivisionError]
