"""A lock for each account and each product, one for the log, always in one order; SQLite."""
# %% recompute
def recompute(log):
    from collections import defaultdict
    money = {"shop": 0}
    for what, *rest in log:
        change = defaultdict(int)
        if what == "open":
            if rest[0] in money: raise FalseLog
            money[rest[0]] = 0
        elif what == "deposit" or what == "return":
            change[rest[0]] += rest[1]
        elif what == "withdraw":
            change[rest[0]] -= rest[1]
        elif what == "transfer":
            if money.get(rest[0], -1) < rest[2]: raise FalseLog
            change[rest[0]] -= rest[2]
            change[rest[1]] += rest[2]
        elif what == "checkout":
            change[rest[0]] -= rest[1]
            change["shop"] += rest[1]
        for name, by in change.items():
            if name not in money or money[name] + by < 0: raise FalseLog
            money[name] += by
    return money

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
            with self.locked(*rows.values()):
                return {name: row.balance for name, row in rows.items()}

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

# %% storage
from contextlib import closing

def save(bank, folder):
    with closing(sqlite3.connect(Path(folder) / "bank.db")) as base:
        with base:                # one transaction
            base.execute("begin immediate")
            for table, columns in (("accounts", "name, balance"), ("products", "name, count, price"),
                                   ("carts", "owner, product, count"), ("log", "entry")):
                base.execute(f"create table if not exists {table} ({columns})")
                base.execute(f"delete from {table}")
            with bank.table, bank.locked(*bank.accounts.values(), *bank.products.values()), bank.log_lock:
                base.executemany("insert into accounts values (?, ?)", [(n, a.balance) for n, a in bank.accounts.items()])
                base.executemany("insert into products values (?, ?, ?)", [(n, p.count, p.price) for n, p in bank.products.items()])
                base.executemany("insert into carts values (?, ?, ?)", [(n, p, c) for n, a in bank.accounts.items() for p, c in a.cart.items()])
                base.executemany("insert into log values (?)", [(json.dumps(entry),) for entry in bank.entries])


def load(folder):
    file = Path(folder) / "bank.db"
    if not file.exists():
        raise NothingSaved(folder)
    bank = Bank()
    with closing(sqlite3.connect(file)) as base:
        for rank, (name, balance) in enumerate(base.execute("select * from accounts order by rowid")):
            bank.accounts[name] = Account((0, rank), balance)
        for rank, (name, count, price) in enumerate(base.execute("select * from products order by rowid")):
            row = bank.products[name] = Product((1, rank))
            row.count, row.price = count, price
        for owner, product, count in base.execute("select * from carts"):
            bank.accounts[owner].cart[product] = count
        bank.entries = [tuple(json.loads(text)) for (text,) in base.execute("select entry from log order by rowid")]
    return bank
