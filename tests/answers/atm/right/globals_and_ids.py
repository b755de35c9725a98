"""Global dictionaries with the number of the bank as a key, a global lock by acquire and try/finally, CSV-like text.

like: one_lock.py
"""
# %% bank
LOCK = RLock()
BANKS = 0
MONEY, CARTS, GOODS, LOGS = {}, {}, {}, {}


def _number(n):
    if not isinstance(n, int) or n <= 0:
        raise BadNumber(f"bad number {n}")


class Handle:
    pass


def open_bank():
    global BANKS
    LOCK.acquire()
    try:
        BANKS = BANKS + 1
        me = BANKS
        MONEY[me, "shop"] = 0
        LOGS[me] = []
    finally:
        LOCK.release()

    bank = Handle()
    bank.id = me

    def balance(name):
        LOCK.acquire()
        try:
            if (me, name) not in MONEY:
                raise NoSuchAccount(name)
            return MONEY[me, name]
        finally:
            LOCK.release()

    def open_account(name):
        LOCK.acquire()
        try:
            if (me, name) in MONEY:
                raise AccountExists(name)
            MONEY[me, name] = 0
            LOGS[me] += [("open", name)]
        finally:
            LOCK.release()

    def add(name, amount, word="deposit"):
        LOCK.acquire()
        try:
            _number(amount)
            MONEY[me, name] = balance(name) + amount
            LOGS[me] += [(word, name, amount)]
            return MONEY[me, name]
        finally:
            LOCK.release()

    def withdraw(name, amount, dispense=None):
        LOCK.acquire()
        try:
            _number(amount)
            if amount > balance(name):
                raise NotEnoughMoney(name)
            MONEY[me, name] -= amount
            LOGS[me] += [("withdraw", name, amount)]
            left = MONEY[me, name]
        finally:
            LOCK.release()
        jammed = True
        try:
            if dispense:
                dispense(amount)
            jammed = False
        finally:
            if jammed:
                add(name, amount, "return")
        return left

    def balances():
        LOCK.acquire()
        try:
            return {name: money for (bank, name), money in MONEY.items() if bank == me}
        finally:
            LOCK.release()

    def log():
        LOCK.acquire()
        try:
            return LOGS[me].copy()
        finally:
            LOCK.release()

    def transfer(source, target, amount):
        LOCK.acquire()
        try:
            _number(amount)
            balance(target)
            if amount > balance(source):
                raise NotEnoughMoney(source)
            MONEY[me, source] -= amount
            MONEY[me, target] += amount
            LOGS[me] += [("transfer", source, target, amount)]
        finally:
            LOCK.release()

    def restock(product, count, price):
        LOCK.acquire()
        try:
            _number(count)
            _number(price)
            old = GOODS.get((me, product), (0, 0))
            GOODS[me, product] = (old[0] + count, price)
            LOGS[me] += [("restock", product, count, price)]
        finally:
            LOCK.release()

    def stock(product):
        LOCK.acquire()
        try:
            return GOODS[me, product][0]
        except KeyError:
            raise NoSuchProduct(product)
        finally:
            LOCK.release()

    def cart(name):
        LOCK.acquire()
        try:
            balance(name)
            return {key[2]: n for key, n in CARTS.items() if key[:2] == (me, name) and n > 0}
        finally:
            LOCK.release()

    def into(name, product, count):
        LOCK.acquire()
        try:
            _number(count)
            balance(name)
            stock(product)
            key = (me, name, product)
            CARTS[key] = CARTS.get(key, 0) + count
        finally:
            LOCK.release()

    def checkout(name):
        LOCK.acquire()
        try:
            mine = cart(name)
            if len(mine) == 0:
                raise EmptyCart(name)
            bill = 0
            for product in mine:
                if stock(product) < mine[product]:
                    raise OutOfStock(product)
                bill += GOODS[me, product][1] * mine[product]
            if bill > balance(name):
                raise NotEnoughMoney(name)
            for product in mine:
                GOODS[me, product] = (stock(product) - mine[product], GOODS[me, product][1])
                del CARTS[me, name, product]
            MONEY[me, name] -= bill
            MONEY[me, "shop"] += bill
            LOGS[me] += [("checkout", name, bill, mine)]
            return bill
        finally:
            LOCK.release()

    bank.balance, bank.open_account, bank.deposit = balance, open_account, add
    bank.withdraw, bank.balances, bank.log, bank.transfer = withdraw, balances, log, transfer
    bank.restock, bank.stock, bank.cart, bank.checkout = restock, stock, cart, checkout
    bank.add_to_cart = into
    return bank

# %% storage
def save(bank, folder):
    me = bank.id
    with LOCK:
        lines = [("money", name, money) for (b, name), money in MONEY.items() if b == me]
        lines += [("cart", *key[1:], n) for key, n in CARTS.items() if key[0] == me]
        lines += [("goods", key[1], *there) for key, there in GOODS.items() if key[0] == me]
        lines += [("log", entry) for entry in LOGS[me]]
    text = "\n".join(repr(line) for line in lines)
    with open(Path(folder, "new.txt"), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(Path(folder, "new.txt"), Path(folder, "bank.txt"))


def load(folder):
    from ast import literal_eval
    try:
        file = open(Path(folder, "bank.txt"), encoding="utf-8")
    except FileNotFoundError:
        raise NothingSaved(folder)
    bank = open_bank()
    me = bank.id
    with file:
        for line in file:
            kind, *facts = literal_eval(line)
            if kind == "money":
                MONEY[me, facts[0]] = facts[1]
            elif kind == "cart":
                CARTS[me, facts[0], facts[1]] = facts[2]
            elif kind == "goods":
                GOODS[me, facts[0]] = (facts[1], facts[2])
            else:
                LOGS[me] += [facts[0]]
    return bank
