"""An error of a task comes out where its result is asked for.

source: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.AsyncResult
verdict: proved
"""

from multiprocessing.pool import ThreadPool


def divide(a, b):
    return a / b


def main():
    with ThreadPool(2) as pool:
        right, wrong = pool.apply_async(divide, (4, 2)), pool.apply_async(divide, (1, 0))
        assert right.get() == 2
        try:
            wrong.get()
        except ZeroDivisionError:
            pass
        else:
            raise AssertionError("no error")
        assert right.successful() and not wrong.successful()
