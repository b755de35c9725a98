"""The state is one immutable value: each call computes the next one and swaps it in, or tries again.

like: one_lock.py
"""
# %% bank
from copy import deepcopy

EMPTY = {"money": {"shop": 0}, "carts": {}, "shelf": {}, "log": []}


class World:
    def __init__(self, state=EMPTY):
        self.state = state
        self.door = Lock()

    def swap(self, old, new):
        with self.door:
            if self.state is not old:
                return False
            self.state = new
            return True

    def change(self, step):
        while True:
            old = self.state
            new = deepcopy(old)
            result = step(new)
            if self.swap(old, new):
                return result


def ok(*numbers):
    for number in numbers:
        if not isinstance(number, int) or not number > 0:
            raise BadNumber(number)

def account(state, name):
    if name not in state["money"]:
        raise NoSuchAccount(name)

def pay(state, name, amount):
    account(state, name)
    state["money"][name] -= amount
    if state["money"][name] < 0:
        raise NotEnoughMoney(name)

def product_of(state, product):
    if product not in state["shelf"]:
        raise NoSuchProduct(product)
    return state["shelf"][product]


class Bank(World):
    def open_account(self, name):
        def step(state):
            if name in state["money"]:
                raise AccountExists(name)
            state["money"][name] = 0
            state["carts"][name] = {}
            state["log"].append(("open", name))
        self.change(step)

    def deposit(self, name, amount, what="deposit"):
        ok(amount)
        def step(state):
            account(state, name)
            state["money"][name] += amount
            state["log"].append((what, name, amount))
            return state["money"][name]
        return self.change(step)

    def withdraw(self, name, amount, dispense=lambda _: None):
        ok(amount)
        def step(state):
            pay(state, name, amount)
            state["log"].append(("withdraw", name, amount))
            return state["money"][name]
        left = self.change(step)
        try:
            dispense(amount)
        except BaseException:
            self.deposit(name, amount, "return")
            raise
        return left

    def transfer(self, source, target, amount):
        ok(amount)
        def step(state):
            account(state, target)
            pay(state, source, amount)
            state["money"][target] += amount
            state["log"].append(("transfer", source, target, amount))
        self.change(step)

    def balance(self, name):
        state = self.state
        account(state, name)
        return state["money"][name]

    def balances(self):
        return dict(self.state["money"])

    def log(self):
        return list(self.state["log"])

    def restock(self, product, count, price):
        ok(count, price)
        def step(state):
            had, _ = state["shelf"].get(product, (0, 0))
            state["shelf"][product] = had + count, price
            state["log"].append(("restock", product, count, price))
        self.change(step)

    def stock(self, product):
        return product_of(self.state, product)[0]

    def cart(self, name):
        state = self.state
        account(state, name)
        return dict(state["carts"].get(name, {}))

    def add_to_cart(self, name, product, count):
        ok(count)
        def step(state):
            account(state, name)
            product_of(state, product)
            cart = state["carts"].setdefault(name, {})
            cart[product] = cart.get(product, 0) + count
        self.change(step)

    def checkout(self, name):
        def step(state):
            account(state, name)
            cart, total = state["carts"].get(name, {}), 0
            if not cart:
                raise EmptyCart(name)
            for product, count in cart.items():
                there, price = state["shelf"][product]
                if there < count:
                    raise OutOfStock(product)
                state["shelf"][product] = there - count, price
                total += count * price
            pay(state, name, total)
            state["money"]["shop"] += total
            state["carts"][name] = {}
            state["log"].append(("checkout", name, total, cart))
            return total
        return self.change(step)


def open_bank(state=EMPTY):
    return Bank(state)

# %% storage
def save(bank, folder):
    path = Path(folder).joinpath("state.json")
    beside = path.with_suffix(".beside")
    beside.write_text(json.dumps(bank.state))
    os.replace(beside, path)

def load(folder):
    try:
        state = json.loads(Path(folder, "state.json").read_text())
    except FileNotFoundError:
        raise NothingSaved()
    state["log"] = [tuple(entry) for entry in state["log"]]
    return open_bank(state)
