"""The later of two times is kept, unless it was read before the other was set.

source: https://docs.python.org/3/library/datetime.html#datetime.datetime
verdict: assertion
"""

import threading
from datetime import datetime, timedelta, timezone

START = datetime(2024, 2, 28, 23, 30, tzinfo=timezone.utc)

class Feed:
    latest = START

    def seen(self, when):
        self.latest = max(self.latest, when)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    feed = Feed()
    together(
        lambda: feed.seen(START + timedelta(hours=1)), lambda: feed.seen(START + timedelta(days=2))
    )
    assert f"{feed.latest:%d.%m. %H:%M}" == "01.03. 23:30"
