"""max(d, key=d.get) is C throughout: one step.

source: https://stackoverflow.com/questions/268272/getting-key-with-maximum-value-in-dictionary
verdict: proved
"""

import threading

stock = {"tea": 3, "cake": 5}


def main():
    t = threading.Thread(target=stock.__setitem__, args=("jam", 9))
    t.start()
    assert max(stock, key=stock.get) in ("cake", "jam")
    t.join()
