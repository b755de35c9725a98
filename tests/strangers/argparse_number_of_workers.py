"""The number of threads comes from the command line.

source: https://docs.python.org/3/howto/argparse.html
verdict: proved
"""

import argparse
import threading


def main():
    parser = argparse.ArgumentParser(description="count")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--name", choices=["a", "b"], default="a")
    options = parser.parse_args(["--workers", "2"])
    lock, count = threading.Lock(), [0]

    def work():
        with lock:
            count[0] += 1

    threads = [threading.Thread(target=work) for _ in range(options.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count == [options.workers] and options.name == "a"
