"""Type hints with what is not modelled, entries as named tuples, files and a database as methods of the bank, logging.

like: one_lock.py
"""
# %% bank
import logging
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Callable, NamedTuple

logger = logging.getLogger("bank")


class Entry(NamedTuple):
    what: str
    first: str
    second: Any
    third: Any = None

    @classmethod
    def of(cls, *facts: Any) -> tuple[Any, ...]:
        return facts if len(facts) < 4 else cls(*facts)


class Safe:
    """Keeps everything in memory; a folder, if there is one, is used by store() and fetch() only."""

    def __init__(self, folder: Path | str | None = None, base: sqlite3.Connection | None = None) -> None:
        self._lock = RLock()
        self._folder = folder
        self.data: dict[str, Any] = {"money": {"shop": 0}, "carts": {}, "goods": {}, "log": []}
        self.since: datetime = datetime.now()

    @contextmanager
    def transaction(self):
        """Under the lock, and undone if it is refused."""
        with self._lock:
            before = json.dumps(self.data["money"]), json.dumps(self.data["carts"]), json.dumps(self.data["goods"]), len(self.data["log"])
            try:
                yield self.data["money"], self.data["carts"], self.data["goods"], self.data["log"]
            except BaseException:
                money, carts, goods, length = before
                self.data.update(money=json.loads(money), carts=json.loads(carts), goods=json.loads(goods))
                del self.data["log"][length:]
                raise

    def open_account(self, name: str) -> None:
        with self.transaction() as (money, carts, _, log):
            if money.setdefault(name, 0) != 0 or name in carts or name == "shop":
                raise AccountExists(name)
            carts[name] = {}
            log.append(Entry.of("open", name))

    def deposit(self, name: str, amount: int, what: str = "deposit") -> int:
        with self.transaction() as (money, _, _, log):
            self._change(name, _good(amount))
            log.append(Entry.of(what, name, amount))
            return money[name]

    def _change(self, name: str, by: int) -> None:
        money = self.data["money"]
        if name not in money:
            raise NoSuchAccount(name)
        money[name] += by
        if money[name] < 0:
            raise NotEnoughMoney(name)

    def withdraw(self, name: str, amount: int, dispense: Callable[[int], None] | None = None) -> int:
        with self.transaction() as (money, _, _, log):
            self._change(name, -_good(amount))
            log.append(Entry.of("withdraw", name, amount))
            left = money[name]
        if dispense is None:
            return left
        try:
            dispense(amount)
        except Exception:
            logger.warning("the dispenser has jammed")
            self.deposit(name, amount, what="return")
            raise
        return left

    def transfer(self, source: str, target: str, amount: int) -> None:
        with self.transaction() as (_, _, _, log):
            self._change(source, -_good(amount))
            self._change(target, amount)
            log.append(Entry.of("transfer", source, target, amount))

    def balance(self, name: str) -> int:
        with self._lock:
            self._change(name, 0)
            return self.data["money"][name]

    def balances(self) -> dict[str, int]:
        with self._lock:
            return {**self.data["money"]}

    def log(self) -> list[tuple[Any, ...]]:
        with self._lock:
            return sum([[entry] for entry in self.data["log"]], [])

    def restock(self, product: str, count: int, price: int) -> None:
        with self.transaction() as (_, _, goods, log):
            goods[product] = [goods.get(product, [0, 0])[0] + _good(count), _good(price)]
            log.append(Entry.of("restock", product, count, price))

    def stock(self, product: str) -> int:
        with self._lock:
            if product not in self.data["goods"]:
                raise NoSuchProduct(product)
            return self.data["goods"][product][0]

    def cart(self, name: str) -> dict[str, int]:
        with self._lock:
            self.balance(name)
            return dict(self.data["carts"].get(name, {}))

    def add_to_cart(self, name: str, product: str, count: int) -> None:
        with self.transaction() as (_, carts, _, _):
            self.balance(name), self.stock(product), _good(count)
            cart = carts.setdefault(name, {})
            cart[product] = cart.get(product, 0) + count

    def checkout(self, name: str) -> int:
        with self.transaction() as (money, carts, goods, log):
            cart, total = self.cart(name), 0
            if not cart:
                raise EmptyCart(name)
            carts[name] = {}
            for product, count in cart.items():
                goods[product][0] -= count
                if goods[product][0] < 0:
                    raise OutOfStock(product)
                total += count * goods[product][1]
            self._change(name, -total)
            self._change("shop", total)
            log.append(Entry.of("checkout", name, total, cart))
            return total

    def store(self) -> None:
        with self._lock, self.open() as base:
            base.execute("delete from bank")
            base.execute("insert into bank values (?)", [json.dumps(self.data)])

    def fetch(self) -> "Safe":
        with self.open() as base:
            rows = base.execute("select data from bank").fetchall()
        if not rows:
            raise NothingSaved(str(self._folder))
        self.data = json.loads(rows[0][0])
        self.data["log"] = [Entry.of(*facts) for facts in self.data["log"]]
        return self

    @contextmanager
    def open(self):
        base = sqlite3.connect(os.path.join(self._folder, "safe.sqlite3"))
        try:
            with base:
                base.execute("create table if not exists bank (data text)")
                yield base
        finally:
            base.close()


def _good(number: int) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
        raise BadNumber(repr(number))
    return number


def open_bank() -> Safe:
    return Safe()

# %% storage
def save(bank: Safe, folder: str | Path) -> None:
    bank._folder = folder
    try:
        bank.store()
    finally:
        bank._folder = None


def load(folder: str | os.PathLike) -> Safe:
    bank = Safe(folder)
    return bank.fetch()
