"""Accounts and cash for one terminal; the rest is left as it was.

fails: check-auditor check-cart check-carts check-checkout check-checkout-hidden check-checkouts check-cut-off check-dispensers check-in-and-out check-jam check-jams check-last-piece check-log check-opened-twice check-restart check-save check-save-meanwhile check-transfer check-transfer-hidden check-transfers check-two-deposits check-withdrawals
"""
# %% recompute
def recompute(log):
    balances = {"shop": 0}

    def change(name, by):
        if name not in balances or balances[name] + by < 0:
            raise FalseLog(name)
        balances[name] += by

    for entry in log:
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

# %% bank
class Bank:
    def __init__(self):
        self.money = {"shop": 0}
        self.entries = []

    def open_account(self, name):
        if name in self.money:
            raise AccountExists
        self.money[name] = 0
        self.entries.append(("open", name))

    def deposit(self, name, amount):
        if not isinstance(amount, int) or amount <= 0:
            raise BadNumber
        self.money[name] = self.balance(name) + amount
        self.entries.append(("deposit", name, amount))
        return self.balance(name)

    def withdraw(self, name, amount, dispense=None):
        if not isinstance(amount, int) or amount <= 0:
            raise BadNumber
        if self.balance(name) < amount:
            raise NotEnoughMoney
        self.money[name] = self.balance(name) - amount
        self.entries.append(("withdraw", name, amount))
        if dispense:
            dispense(amount)
        return self.balance(name)

    def balance(self, name):
        if name not in self.money:
            raise NoSuchAccount
        return self.money[name]

    def balances(self):
        return self.money.copy()

    def log(self):
        return self.entries.copy()

def open_bank():
    return Bank()
