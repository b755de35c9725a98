"""default() gives the encoder a copy that was made under the lock.

source: https://docs.python.org/3/library/json.html#json.JSONEncoder.default
verdict: proved
"""

import json
import threading

class Account:
    def __init__(self):
        self.lock, self.total, self.moves = threading.Lock(), 3, [1, 2]

    def add(self, amount):
        with self.lock:
            self.total += amount
            self.moves.append(amount)

class Encoder(json.JSONEncoder):
    def default(self, account):
        with account.lock:
            return {"total": account.total, "moves": [*account.moves]}


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    account, sent = Account(), []
    together(lambda: account.add(4), lambda: sent.append(json.dumps(account, cls=Encoder)))
    told = json.loads(sent[0])
    assert told["total"] == sum(told["moves"])
