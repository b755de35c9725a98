"""A pool with a single worker does everything, one call after the other; split over two cells, with a leftover that fails."""
# %% recompute
from collections import Counter

def recompute(log):
    opened, sums = {"shop"}, Counter(shop=0)
    for entry in log:
        before = sums.copy()
        if entry[0] == "open":
            if entry[1] in opened: raise FalseLog(entry)
            opened.add(entry[1]); sums[entry[1]] += 0
        elif entry[0] == "transfer":
            sums[entry[1]] -= entry[3]
            if sums[entry[1]] < 0: raise FalseLog(entry)
            sums[entry[2]] += entry[3]
        elif entry[0] == "checkout":
            sums[entry[1]] -= entry[2]
            if sums[entry[1]] < 0: raise FalseLog(entry)
            sums["shop"] += entry[2]
        elif entry[0] != "restock":
            sums[entry[1]] += {"deposit": 1, "return": 1, "withdraw": -1}[entry[0]] * entry[2]
        if set(sums) - opened or min(sums.values()) < 0: raise FalseLog(entry, before)
    return dict(sums)

class Books:
    """Not safe for threads, and it need not be."""
    def __init__(self):
        self.money = {"shop": 0}; self.carts = {}; self.shelf = {}; self.entries = []
    def open_account(self, name):
        if name in self.money: raise AccountExists
        self.money[name] = 0; self.entries.append(("open", name))
    def balance(self, name):
        if name not in self.money: raise NoSuchAccount
        return self.money[name]
    def balances(self): return dict(self.money)
    def log(self): return [e for e in self.entries]
    def add(self, what, name, amount):
        if type(amount) is not int or amount < 1: raise BadNumber
        self.money[name] = self.balance(name) + amount
        self.entries.append((what, name, amount))
        return self.money[name]
    def take(self, name, amount):
        if type(amount) is not int or amount < 1: raise BadNumber
        if self.balance(name) < amount: raise NotEnoughMoney
        self.money[name] -= amount
        self.entries.append(("withdraw", name, amount))
        return self.money[name]
    def transfer(self, a, b, amount):
        if type(amount) is not int or amount < 1: raise BadNumber
        self.balance(b)
        if self.balance(a) < amount: raise NotEnoughMoney
        self.money[a] -= amount; self.money[b] += amount
        self.entries.append(("transfer", a, b, amount))
    def restock(self, product, count, price):
        for n in (count, price):
            if type(n) is not int or n < 1: raise BadNumber
        self.shelf[product] = (self.shelf.get(product, (0, 0))[0] + count, price)
        self.entries.append(("restock", product, count, price))
    def stock(self, product):
        if product not in self.shelf: raise NoSuchProduct
        return self.shelf[product][0]
    def cart(self, name):
        self.balance(name)
        return dict(self.carts.get(name, ()))
    def add_to_cart(self, name, product, count):
        if type(count) is not int or count < 1: raise BadNumber
        cart = self.cart(name); self.stock(product)
        self.carts[name] = {**cart, product: cart.get(product, 0) + count}
    def checkout(self, name):
        cart = self.cart(name)
        if not cart: raise EmptyCart
        if [p for p in cart if self.stock(p) < cart[p]]: raise OutOfStock
        total = sum(self.shelf[p][1] * cart[p] for p in cart)
        if self.money[name] < total: raise NotEnoughMoney
        for p in cart: self.shelf[p] = (self.shelf[p][0] - cart[p], self.shelf[p][1])
        self.money[name] -= total; self.money["shop"] += total
        self.carts[name] = {}
        self.entries.append(("checkout", name, total, cart))
        return total

# %% bank
from concurrent.futures import ThreadPoolExecutor

def later(method):
    return lambda self, *given: self.worker.submit(method, self.books, *given).result()

class Bank:
    def __init__(self, books):
        self.books = books
        self.worker = ThreadPoolExecutor(max_workers=1)

    open_account, balance, balances = later(Books.open_account), later(Books.balance), later(Books.balances)
    log, transfer, restock, stock = later(Books.log), later(Books.transfer), later(Books.restock), later(Books.stock)
    cart, checkout = later(Books.cart), later(Books.checkout)
    add_to_cart = later(Books.add_to_cart)

    def deposit(self, name, amount):
        return self.worker.submit(self.books.add, "deposit", name, amount).result()

    def withdraw(self, name, amount, dispense=lambda n: None):
        left = self.worker.submit(self.books.take, name, amount).result()
        try:
            dispense(amount)
        except Exception:
            self.worker.submit(self.books.add, "return", name, amount).result()
            raise
        return left

def open_bank():
    return Bank(Books())

try:
    open_bank().withdraw("me", 1)
except Exception as error:
    print("oops", repr(error))

# %% storage
def save(bank, folder):
    b = bank.books
    def freeze():
        return json.dumps([b.money, b.carts, b.shelf, b.entries])
    text = bank.worker.submit(freeze).result()
    name = os.path.join(folder, "b")
    with open(name + "2", "w") as f:
        f.write(text)
    os.replace(name + "2", name + "1")

def load(folder):
    if "b1" not in os.listdir(folder):
        raise NothingSaved
    b = Books()
    b.money, b.carts, b.shelf, entries = json.load(open(os.path.join(folder, "b1")))
    b.entries = list(map(tuple, entries))
    return Bank(b)

# %% design [markdown]
# One lock for the whole bank. Nothing slow is done while it is held: the dispenser comes after.
# A checkout looks at everything first and changes everything then, under the same lock, and so
# does the log, so its order is the order of the changes. For processes I would take a database.
