"""Only the last balances are looked at.

like: ../right/one_lock.py
fails: check-recompute-hidden
"""
# %% recompute
def recompute(log):
    balances = {"shop": 0}
    for what, *facts in log:
        if what == "open":
            balances[facts[0]] = 0
        elif what in ("deposit", "return"):
            balances[facts[0]] += facts[1]
        elif what == "withdraw":
            balances[facts[0]] -= facts[1]
        elif what == "transfer":
            balances[facts[0]] -= facts[2]
            balances[facts[1]] += facts[2]
        elif what == "checkout":
            balances[facts[0]] -= facts[1]
            balances["shop"] += facts[1]
    if any(balance < 0 for balance in balances.values()):
        raise FalseLog("below 0")
    return balances
