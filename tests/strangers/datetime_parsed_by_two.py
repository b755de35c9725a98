"""strptime loads its module when it is first called; that two threads do so harms nobody today.

source: https://github.com/braintree/braintree_python/issues/55
verdict: proved
"""

import datetime
import threading

days = []


def parse(text):
    days.append(datetime.datetime.strptime(text, "%Y-%m-%d").date())


def main():
    threads = [threading.Thread(target=parse, args=(text,)) for text in ("2024-02-29", "2024-03-01")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(days) - min(days) == datetime.timedelta(days=1)
