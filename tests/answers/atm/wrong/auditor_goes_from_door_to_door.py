"""balances() locks one account after the other, and only while it reads it.

like: ../right/row_locks.py
fails: check-auditor check-log
"""
# %% bank
from contextlib import ExitStack, contextmanager


class Row:
    def __init__(self, rank):
        self.rank = rank          # the order in which rows are locked
        self.lock = RLock()


class Account(Row):
    def __init__(self, rank, balance=0):
        super().__init__(rank)
        self.balance = balance
        self.cart = {}


class Product(Row):
    def __init__(self, rank):
        super().__init__(rank)
        self.count = self.price = 0


class Bank:
    def __init__(self):
        self.table = Lock()       # for the two dictionaries: who is there at all
        self.accounts = {"shop": Account((0, 0))}
        self.products = {}
        self.log_lock = Lock()    # always the last one
        self.entries = []

    @contextmanager
    def locked(self, *rows):
        with ExitStack() as stack:
            for row in sorted(set(rows), key=lambda row: row.rank):
                stack.enter_context(row.lock)
            yield

    def write(self, *entry):
        with self.log_lock:
            self.entries.append(entry)

    def account(self, name):
        with self.table:
            try:
                return self.accounts[name]
            except KeyError:
                raise NoSuchAccount(name) from None

    def product(self, name):
        with self.table:
            if name in self.products:
                return self.products[name]
            raise NoSuchProduct(name)

    def open_account(self, name):
        with self.table:
            if name in self.accounts:
                raise AccountExists(name)
            self.accounts[name] = Account((0, len(self.accounts)))
            self.write("open", name)

    @staticmethod
    def number(n):
        if not isinstance(n, int) or n <= 0:
            raise BadNumber(str(n))
        return n

    def deposit(self, name, amount):
        self.number(amount)
        account = self.account(name)
        with account.lock:
            account.balance += amount
            self.write("deposit", name, amount)
            return account.balance

    def withdraw(self, name, amount, dispense=lambda amount: None):
        self.number(amount)
        account = self.account(name)
        with account.lock:
            if account.balance < amount:
                raise NotEnoughMoney
            account.balance -= amount
            left = account.balance
            self.write("withdraw", name, amount)
        paid = False
        try:
            dispense(amount)
            paid = True
        finally:
            if not paid:
                with account.lock:
                    account.balance += amount
                    self.write("return", name, amount)
        return left

    def balance(self, name):
        account = self.account(name)
        with account.lock:
            return account.balance

    def balances(self):
        with self.table:          # nobody holds a row and asks for the table
            rows = dict(self.accounts)
        return {name: self.balance(name) for name in rows}

    def log(self):
        with self.log_lock:
            return self.entries[:]

    def transfer(self, source, target, amount):
        self.number(amount)
        one, other = self.account(source), self.account(target)
        with self.locked(one, other):
            if one.balance < amount:
                raise NotEnoughMoney
            one.balance -= amount
            other.balance += amount
            self.write("transfer", source, target, amount)

    def restock(self, product, count, price):
        self.number(count)
        self.number(price)
        with self.table:
            row = self.products.setdefault(product, Product((1, len(self.products))))
            with row.lock:
                row.count += count
                row.price = price
                self.write("restock", product, count, price)

    def stock(self, product):
        row = self.product(product)
        with row.lock:
            return row.count

    def add_to_cart(self, name, product, count):
        self.number(count)
        self.product(product)
        account = self.account(name)
        with account.lock:
            account.cart[product] = account.cart.get(product, 0) + count

    def remove_from_cart(self, name, product, count):
        self.number(count)
        self.product(product)
        account = self.account(name)
        with account.lock:
            left = account.cart.get(product, 0) - count
            if left < 0:
                raise NotInCart
            account.cart[product] = left
            if left == 0:
                account.cart.pop(product)

    def cart(self, name):
        account = self.account(name)
        with account.lock:
            return account.cart.copy()

    def checkout(self, name):
        account, shop = self.account(name), self.account("shop")
        while True:
            wanted = self.cart(name)
            if not wanted:
                raise EmptyCart
            rows = {product: self.product(product) for product in wanted}
            with self.locked(account, shop, *rows.values()):
                if account.cart != wanted:
                    continue      # somebody else was here
                if any(rows[product].count < count for product, count in wanted.items()):
                    raise OutOfStock
                total = sum(rows[product].price * count for product, count in wanted.items())
                if account.balance < total:
                    raise NotEnoughMoney
                for product, count in wanted.items():
                    rows[product].count -= count
                account.balance -= total
                shop.balance += total
                account.cart = {}
                self.write("checkout", name, total, wanted)
                return total


def open_bank():
    return Bank()
