"""No lock: one daemon thread owns everything and answers requests from a queue.

like: one_lock.py
"""
# %% bank
class Clerk(Thread):
    """The only one who ever touches the books."""

    def __init__(self):
        super().__init__(daemon=True)
        self.desk = Queue()
        self.money, self.carts, self.shelf, self.price, self.entries = {"shop": 0}, {}, {}, {}, []

    def run(self):
        while True:
            what, given, answer = self.desk.get()
            try:
                answer.put(("fine", what(self, *given)))
            except Exception as error:
                answer.put(("refused", error))

    def ask(self, what, *given):
        answer = Queue()
        self.desk.put((what, given, answer))
        how, result = answer.get()
        if how == "refused":
            raise result
        return result

    def number(self, *numbers):
        for n in numbers:
            if type(n) != int or n <= 0:
                raise BadNumber(n)

    def do_balance(self, name):
        if name not in self.money:
            raise NoSuchAccount(name)
        return self.money[name]

    def do_open(self, name):
        if name in self.money:
            raise AccountExists(name)
        self.money[name] = 0
        self.entries.append(("open", name))

    def do_put(self, what, name, amount):
        self.number(amount)
        self.money[name] = self.do_balance(name) + amount
        self.entries.append((what, name, amount))
        return self.money[name]

    def do_take(self, name, amount):
        self.number(amount)
        if self.do_balance(name) < amount:
            raise NotEnoughMoney(name)
        self.money[name] -= amount
        self.entries.append(("withdraw", name, amount))
        return self.money[name]

    def do_transfer(self, source, target, amount):
        self.number(amount)
        self.do_balance(target)
        if self.do_balance(source) < amount:
            raise NotEnoughMoney(source)
        self.money[source] -= amount
        self.money[target] += amount
        self.entries.append(("transfer", source, target, amount))

    def do_balances(self):
        return dict(self.money)

    def do_log(self):
        return list(self.entries)

    def do_restock(self, product, count, price):
        self.number(count, price)
        self.shelf[product] = self.do_stock(product, 0) + count
        self.price[product] = price
        self.entries.append(("restock", product, count, price))

    def do_stock(self, product, default=None):
        found = self.shelf.get(product, default)
        if found is None:
            raise NoSuchProduct(product)
        return found

    def do_cart(self, name):
        self.do_balance(name)
        return dict(self.carts.get(name, {}))

    def do_add(self, name, product, count):
        self.number(count)
        cart = self.do_cart(name)
        self.do_stock(product)
        cart[product] = cart.get(product, 0) + count
        self.carts[name] = cart

    def do_checkout(self, name):
        cart = self.do_cart(name)
        if cart == {}:
            raise EmptyCart(name)
        total = 0
        for product in cart:
            total += cart[product] * self.price[product]
            if cart[product] > self.shelf[product]:
                raise OutOfStock(product)
        if total > self.money[name]:
            raise NotEnoughMoney(name)
        for product in cart:
            self.shelf[product] -= cart[product]
        self.money[name] -= total
        self.money["shop"] += total
        self.carts[name] = {}
        self.entries.append(("checkout", name, total, cart))
        return total

    def do_everything(self):
        return json.dumps([self.money, self.carts, self.shelf, self.price, self.entries])


class Counter:
    """What a terminal sees."""

    def __init__(self, clerk):
        self.ask = clerk.ask

    def open_account(self, name): return self.ask(Clerk.do_open, name)
    def deposit(self, name, amount): return self.ask(Clerk.do_put, "deposit", name, amount)
    def balance(self, name): return self.ask(Clerk.do_balance, name)
    def balances(self): return self.ask(Clerk.do_balances)
    def log(self): return self.ask(Clerk.do_log)
    def transfer(self, source, target, amount): return self.ask(Clerk.do_transfer, source, target, amount)
    def restock(self, product, count, price): return self.ask(Clerk.do_restock, product, count, price)
    def stock(self, product): return self.ask(Clerk.do_stock, product)
    def cart(self, name): return self.ask(Clerk.do_cart, name)
    def add_to_cart(self, name, product, count): return self.ask(Clerk.do_add, name, product, count)
    def checkout(self, name): return self.ask(Clerk.do_checkout, name)

    def withdraw(self, name, amount, dispense=None):
        left = self.ask(Clerk.do_take, name, amount)
        try:
            dispense and dispense(amount)
        except Exception:
            self.ask(Clerk.do_put, "return", name, amount)
            raise
        return left


def open_bank(books=None):
    clerk = Clerk()
    if books:
        clerk.money, clerk.carts, clerk.shelf, clerk.price, entries = json.loads(books)
        clerk.entries = [tuple(entry) for entry in entries]
    clerk.start()
    return Counter(clerk)

# %% storage
def save(bank, folder):
    with open(folder + "/books.part", "w", encoding="utf-8") as file:
        print(bank.ask(Clerk.do_everything), file=file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(folder + "/books.part", folder + "/books.json")

def load(folder):
    try:
        with open(folder + "/books.json", encoding="utf-8") as file:
            return open_bank(file.read())
    except OSError as error:
        raise NothingSaved(error)
