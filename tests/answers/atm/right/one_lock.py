"""A class with one lock; JSON in one file, written beside the old one."""
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
def check(number):
    if type(number) is not int or number < 1:
        raise BadNumber(number)


class Bank:
    def __init__(self):
        self.lock = Lock()
        self.money = {"shop": 0}
        self.carts = {"shop": {}}
        self.shelf = {}
        self.price = {}
        self.entries = []

    def need(self, name):
        if name not in self.money:
            raise NoSuchAccount(name)

    def need_product(self, product):
        if product not in self.shelf:
            raise NoSuchProduct(product)

    def open_account(self, name):
        with self.lock:
            if name in self.money:
                raise AccountExists(name)
            self.money[name] = 0
            self.carts[name] = {}
            self.entries.append(("open", name))

    def deposit(self, name, amount):
        check(amount)
        with self.lock:
            self.need(name)
            self.money[name] += amount
            self.entries.append(("deposit", name, amount))
            return self.money[name]

    def withdraw(self, name, amount, dispense=None):
        check(amount)
        with self.lock:
            self.need(name)
            if self.money[name] < amount:
                raise NotEnoughMoney(name)
            self.money[name] -= amount
            self.entries.append(("withdraw", name, amount))
            left = self.money[name]
        try:
            if dispense is not None:
                dispense(amount)
        except Exception:
            with self.lock:
                self.money[name] += amount
                self.entries.append(("return", name, amount))
            raise
        return left

    def balance(self, name):
        with self.lock:
            self.need(name)
            return self.money[name]

    def balances(self):
        with self.lock:
            return dict(self.money)

    def log(self):
        with self.lock:
            return list(self.entries)

    def transfer(self, source, target, amount):
        check(amount)
        with self.lock:
            self.need(source)
            self.need(target)
            if self.money[source] < amount:
                raise NotEnoughMoney(source)
            self.money[source] -= amount
            self.money[target] += amount
            self.entries.append(("transfer", source, target, amount))

    def restock(self, product, count, price):
        check(count)
        check(price)
        with self.lock:
            self.shelf[product] = self.shelf.get(product, 0) + count
            self.price[product] = price
            self.entries.append(("restock", product, count, price))

    def stock(self, product):
        with self.lock:
            self.need_product(product)
            return self.shelf[product]

    def add_to_cart(self, name, product, count):
        check(count)
        with self.lock:
            self.need(name)
            self.need_product(product)
            cart = self.carts[name]
            cart[product] = cart.get(product, 0) + count

    def cart(self, name):
        with self.lock:
            self.need(name)
            return dict(self.carts[name])

    def checkout(self, name):
        with self.lock:
            self.need(name)
            cart = self.carts[name]
            if not cart:
                raise EmptyCart(name)
            for product, count in cart.items():
                if self.shelf[product] < count:
                    raise OutOfStock(product)
            total = sum(self.price[product] * count for product, count in cart.items())
            if self.money[name] < total:
                raise NotEnoughMoney(name)
            for product, count in cart.items():
                self.shelf[product] -= count
            self.money[name] -= total
            self.money["shop"] += total
            self.carts[name] = {}
            self.entries.append(("checkout", name, total, cart))
            return total


def open_bank():
    return Bank()

# %% storage
def save(bank, folder):
    with bank.lock:
        data = {
            "money": bank.money, "carts": bank.carts, "shelf": bank.shelf,
            "price": bank.price, "entries": bank.entries,
        }
        text = json.dumps(data)
    path = os.path.join(folder, "bank.json")
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".tmp", path)


def load(folder):
    path = os.path.join(folder, "bank.json")
    if not os.path.exists(path):
        raise NothingSaved(folder)
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    bank = open_bank()
    bank.money, bank.carts = data["money"], data["carts"]
    bank.shelf, bank.price = data["shelf"], data["price"]
    bank.entries = [tuple(entry) for entry in data["entries"]]
    return bank

# %% design [markdown]
# One lock for the whole bank. Nothing slow is done while it is held: the dispenser comes after.
# A checkout looks at everything first and changes everything then, under the same lock, and so
# does the log, so its order is the order of the changes. For processes I would take a database.
