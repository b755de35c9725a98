"""sum over a generator over a dict's values: it changes size meanwhile.

source: https://github.com/lorien/grab/pull/281
verdict: exception
"""

import threading

prices = {"tea": 2, "cake": 3}


def main():
    t = threading.Thread(target=prices.pop, args=("tea",))
    t.start()
    total = sum(p for p in prices.values())
    print(f"total {total}")
    t.join()
