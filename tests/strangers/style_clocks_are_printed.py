"""perf_counter around everything; how long it took is printed.

source: https://docs.python.org/3/library/time.html
verdict: proved
"""

import datetime
import threading
import time
import timeit


def work(n):
    begin = timeit.default_timer()
    time.sleep(n)
    print(f"{time.strftime('%X')} slept {timeit.default_timer() - begin:.2f} s")
    print(datetime.datetime.now().isoformat(), time.process_time(), time.perf_counter_ns())


def main():
    start = time.perf_counter()
    ts = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    duration = time.perf_counter() - start
    print("Finished in %s second(s)" % round(duration, 2))
    assert duration >= 2
