"""The entries are popped from the log.

like: ../right/one_lock.py
fails: check-recompute-hidden
"""
# %% recompute
def recompute(log):
    balances = {"shop": 0}

    def change(name, by):
        if name not in balances or balances[name] + by < 0:
            raise FalseLog(name)
        balances[name] += by

    while log:
        entry = log.pop(0)
        kind = entry[0]
        if kind == "open":
            if entry[1] in balances:
                raise FalseLog(entry[1])
            balances[entry[1]] = 0
        elif kind in ("deposit", "return"):
            change(entry[1], entry[2])
        elif kind == "withdraw":
            change(entry[1], -entry[2])
        elif kind == "transfer":
            change(entry[1], -entry[3])
            change(entry[2], entry[3])
        elif kind == "checkout":
            change(entry[1], -entry[2])
            change("shop", entry[2])
    return balances
