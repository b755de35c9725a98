"""Each callback submits the next task, until the pool is closed under it.

source: https://github.com/python/cpython/issues/75964
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

done = []


def main():
    with ThreadPoolExecutor(1) as pool:

        def after(future):
            done.append(future.result())
            if len(done) < 2:
                pool.submit(int, "7").add_done_callback(after)

        pool.submit(int, "3").add_done_callback(after)
    assert done == [3, 7]
