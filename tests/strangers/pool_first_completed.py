"""wait for the first; the rest is cancelled or has run.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.wait
verdict: proved
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def main():
    with ThreadPoolExecutor(max_workers=1) as ex:
        fs = [ex.submit(pow, 2, n) for n in range(3)]
        done, rest = wait(fs, return_when=FIRST_COMPLETED)
        assert done and len(done) + len(rest) == 3
        for f in rest:
            f.cancel()
    for n, f in enumerate(fs):
        assert f.cancelled() or f.result() == 2**n
