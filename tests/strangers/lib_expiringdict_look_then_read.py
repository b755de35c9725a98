"""Each method is locked; `in` and then [] is two of them.

source: https://github.com/mailgun/expiringdict
verdict: exception
needs: expiringdict
"""

import threading

from expiringdict import ExpiringDict

cache = ExpiringDict(max_len=5, max_age_seconds=60)


def drop():
    cache.pop("user")


def main():
    cache["user"] = "ann"
    t = threading.Thread(target=drop)
    t.start()
    if "user" in cache:
        print(cache["user"])
    t.join()
