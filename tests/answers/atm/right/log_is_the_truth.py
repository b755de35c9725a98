"""Only the log is kept: balances, shelf and prices are computed from it; a line of JSON for each entry."""
# %% recompute
def recompute(log):
    totals = {"shop": 0}
    def add(name, amount):
        if name not in totals:
            raise FalseLog(f"{name}?")
        totals[name] += amount
        if totals[name] < 0:
            raise FalseLog(f"{name} < 0")
    for entry in log:
        match tuple(entry):
            case "open", name:
                if name in totals:
                    raise FalseLog(name)
                totals[name] = 0
            case "deposit" | "return", name, amount:
                add(name, amount)
            case "withdraw", name, amount:
                add(name, -amount)
            case "transfer", source, target, amount:
                add(source, -amount)
                add(target, amount)
            case "checkout", name, total, _:
                add(name, -total)
                add("shop", total)
    return totals

# %% bank
class Ledger:
    def __init__(self, entries=(), carts=()):
        self.monitor = Condition()
        self.entries = list(entries)
        self.carts = {name: dict(cart) for name, cart in carts}

    def log(self):
        with self.monitor:
            return list(self.entries)

    def balances(self):
        return recompute(self.log())

    def balance(self, name):
        found = self.balances()
        if name not in found:
            raise NoSuchAccount(name)
        return found[name]

    def note(self, *entry):
        """Write an entry, if the auditor believes it; give the balances that it makes."""
        with self.monitor:
            after = recompute([*self.entries, entry])
            self.entries.append(entry)
            return after

    def positive(self, *numbers):
        for number in numbers:
            if not isinstance(number, int) or number < 1:
                raise BadNumber(number)

    def open_account(self, name):
        try:
            self.note("open", name)
        except FalseLog:
            raise AccountExists(name) from None

    def deposit(self, name, amount):
        self.positive(amount)
        try:
            return self.note("deposit", name, amount)[name]
        except FalseLog:
            raise NoSuchAccount(name) from None

    def spend(self, name, amount, *entry):
        with self.monitor:
            if self.balance(name) < amount:
                raise NotEnoughMoney(name)
            return self.note(*entry)[name]

    def withdraw(self, name, amount, dispense=lambda amount: ...):
        self.positive(amount)
        left = self.spend(name, amount, "withdraw", name, amount)
        try:
            dispense(amount)
            return left
        except Exception as jam:
            self.note("return", name, amount)
            raise jam

    def transfer(self, source, target, amount):
        self.positive(amount)
        self.balance(target)
        self.spend(source, amount, "transfer", source, target, amount)

    def restock(self, product, count, price):
        self.positive(count, price)
        self.note("restock", product, count, price)

    def shelf(self):
        shelf = {}
        for what, *facts in self.log():
            if what == "restock":
                product, count, price = facts
                shelf[product] = shelf.get(product, (0, 0))[0] + count, price
            if what == "checkout":
                for product, count in facts[2].items():
                    shelf[product] = shelf[product][0] - count, shelf[product][1]
        return shelf

    def stock(self, product):
        try:
            return self.shelf()[product][0]
        except KeyError:
            raise NoSuchProduct(product) from None

    def cart(self, name):
        with self.monitor:
            self.balance(name)
            return dict(self.carts.get(name, {}))

    def add_to_cart(self, name, product, count):
        self.positive(count)
        with self.monitor:
            self.stock(product)
            cart = self.cart(name)
            self.carts[name] = cart | {product: cart.get(product, 0) + count}

    def checkout(self, name):
        with self.monitor:
            cart, shelf = self.cart(name), self.shelf()
            if not cart:
                raise EmptyCart(name)
            for product, count in cart.items():
                if shelf[product][0] < count:
                    raise OutOfStock(product)
            total = sum(shelf[product][1] * count for product, count in cart.items())
            self.spend(name, total, "checkout", name, total, cart)
            del self.carts[name]
            return total


open_bank = Ledger

# %% storage
def save(bank, folder):
    with bank.monitor:
        lines = [json.dumps(entry) for entry in bank.entries] + [json.dumps(list(bank.carts.items()))]
    numbers = [int(path.stem) for path in Path(folder).glob("*.jsonl")]
    new = Path(folder) / "new"
    new.write_bytes("\n".join(lines).encode())
    new.rename(Path(folder) / f"{max(numbers, default=0) + 1}.jsonl")


def load(folder):
    files = sorted(Path(folder).glob("*.jsonl"), key=lambda path: int(path.stem))
    if not files:
        raise NothingSaved(folder)
    *entries, carts = [json.loads(line) for line in files[-1].read_text().split("\n")]
    return Ledger(map(tuple, entries), carts)
