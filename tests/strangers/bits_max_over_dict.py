"""max with a key function of Python's goes through the dict itself.

source: https://stackoverflow.com/questions/268272/getting-key-with-maximum-value-in-dictionary
verdict: exception
"""

import threading

stock = {"tea": 3, "cake": 5}


def main():
    t = threading.Thread(target=stock.__setitem__, args=("jam", 9))
    t.start()
    best = max(stock, key=lambda name: stock[name])
    print(best)
    t.join()
