"""No class at all: functions inside of open_bank, in a SimpleNamespace; an RLock by a decorator; SQLite with one blob of JSON.

like: one_lock.py
"""
# %% bank
from functools import wraps
from types import SimpleNamespace

def open_bank(state=None):
    lock = RLock()
    state = state or {"money": {"shop": 0}, "cart": {}, "shelf": {}, "log": []}
    money, carts, shelf, entries = state["money"], state["cart"], state["shelf"], state["log"]

    def locked(function):
        @wraps(function)
        def inner(*given):
            with lock:
                return function(*given)
        return inner

    def good(n):
        if not (type(n) == int and n > 0):
            raise BadNumber(repr(n))

    @locked
    def balance(name):
        if name not in money:
            raise NoSuchAccount(name)
        return money[name]

    @locked
    def open_account(name):
        if name in money:
            raise AccountExists(name)
        money[name] = 0
        entries.append(["open", name])

    @locked
    def put(name, amount, what="deposit"):
        good(amount)
        money[name] = balance(name) + amount
        entries.append([what, name, amount])
        return balance(name)

    @locked
    def take(name, amount):
        good(amount)
        if balance(name) < amount:
            raise NotEnoughMoney(name)
        money[name] -= amount
        entries.append(["withdraw", name, amount])
        return balance(name)

    def withdraw(name, amount, dispense=None):
        left = take(name, amount)
        if dispense:
            try:
                dispense(amount)
            except:
                put(name, amount, "return")
                raise
        return left

    @locked
    def transfer(source, target, amount):
        good(amount)
        balance(target)
        if balance(source) < amount:
            raise NotEnoughMoney(source)
        money[source] -= amount
        money[target] += amount
        entries.append(["transfer", source, target, amount])

    @locked
    def restock(product, count, price):
        good(count), good(price)
        shelf[product] = [shelf.get(product, [0])[0] + count, price]
        entries.append(["restock", product, count, price])

    @locked
    def stock(product):
        if product not in shelf:
            raise NoSuchProduct(product)
        return shelf[product][0]

    @locked
    def cart(name):
        balance(name)
        return dict(carts.get(name, {}))

    @locked
    def add_to_cart(name, product, count):
        good(count)
        mine = cart(name)
        stock(product)
        mine[product] = mine.get(product, 0) + count
        carts[name] = mine

    @locked
    def checkout(name):
        mine = cart(name)
        if not mine:
            raise EmptyCart(name)
        if any(stock(p) < n for p, n in mine.items()):
            raise OutOfStock(str(mine))
        total = sum(shelf[p][1] * n for p, n in mine.items())
        if balance(name) < total:
            raise NotEnoughMoney(name)
        for p, n in mine.items():
            shelf[p][0] -= n
        money[name], carts[name] = money[name] - total, {}
        money["shop"] += total
        entries.append(["checkout", name, total, mine])
        return total

    return SimpleNamespace(
        open_account=open_account, deposit=lambda name, amount: put(name, amount), withdraw=withdraw,
        balance=balance, balances=locked(lambda: dict(money)), log=locked(lambda: [tuple(e) for e in entries]),
        transfer=transfer, restock=restock, stock=stock, cart=cart, add_to_cart=add_to_cart,
        checkout=checkout, freeze=locked(lambda: json.dumps(state)),
    )

# %% storage
def save(bank, folder):
    base = sqlite3.connect(f"{folder}/b.sqlite")
    try:
        with base:
            base.execute("create table if not exists bank (id integer primary key, state text)")
            base.execute("insert or replace into bank values (1, ?)", (bank.freeze(),))
    finally:
        base.close()

def load(folder):
    if not os.path.isfile(f"{folder}/b.sqlite"):
        raise NothingSaved
    base = sqlite3.connect(f"{folder}/b.sqlite")
    (text,), = base.execute("select state from bank")
    base.close()
    return open_bank(json.loads(text))
