"""Accounts and cash for one terminal; the rest is left as it was.

fails: check-auditor check-cart check-carts check-checkout check-checkout-hidden check-checkouts check-cut-off check-dispensers check-in-and-out check-jam check-jams check-last-piece check-log check-opened-twice check-restart check-save check-save-meanwhile check-transfer check-transfer-hidden check-transfers check-two-deposits check-withdrawals
"""
# %% recompute [like ../right/actor.py]

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
