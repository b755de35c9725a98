"""中文: identifiers and strings in Chinese; a semaphore of one; definitions in several classes, and an experiment left behind."""
# %% recompute
def recompute(log):
    余额 = {"shop": 0}
    for 条目 in log:
        类型, 账户 = 条目[0], 条目[1]
        if 类型 == "restock":
            continue
        if 类型 == "open":
            if 账户 in 余额:
                raise FalseLog("重复开户")
            余额[账户] = 0
            continue
        if 类型 == "transfer":
            变动 = [(账户, -条目[3]), (条目[2], 条目[3])]
        elif 类型 == "checkout":
            变动 = [(账户, -条目[2]), ("shop", 条目[2])]
        else:
            变动 = [(账户, -条目[2] if 类型 == "withdraw" else 条目[2])]
        for 谁, 多少 in 变动:
            if 谁 not in 余额:
                raise FalseLog("没有这个账户")
            余额[谁] = 余额[谁] + 多少
            if 余额[谁] < 0:
                raise FalseLog("余额为负")
    return 余额

print("试一试", recompute([("open", "小明"), ("deposit", "小明", 5)]))

# %% bank
import threading
from dataclasses import dataclass, field

@dataclass
class 账户类:
    余额: int = 0
    购物车: dict[str, int] = field(default_factory=dict)

@dataclass
class 商品类:
    库存: int = 0
    单价: int = 0

class 银行:
    def __init__(self):
        self.信号量 = threading.Semaphore(1)
        self.账户们: dict[str, 账户类] = {"shop": 账户类()}
        self.货架: dict[str, 商品类] = {}
        self.流水: list[tuple] = []

    @staticmethod
    def 检查(数):
        if isinstance(数, bool) or not isinstance(数, int) or 数 <= 0:
            raise BadNumber(f"{数} 不是正整数")

    def 找(self, name):
        try:
            return self.账户们[name]
        except KeyError:
            raise NoSuchAccount(f"没有账户 {name}")

    def 商品(self, product):
        if product in self.货架:
            return self.货架[product]
        raise NoSuchProduct(f"没有商品 {product}")

    def open_account(self, name):
        with self.信号量:
            if name in self.账户们:
                raise AccountExists(f"{name} 已存在")
            self.账户们[name] = 账户类()
            self.流水.append(("open", name))

    def 存(self, 类型, name, amount):
        self.检查(amount)
        with self.信号量:
            账户 = self.找(name)
            账户.余额 += amount
            self.流水.append((类型, name, amount))
            return 账户.余额

    def deposit(self, name, amount):
        return self.存("deposit", name, amount)

    def withdraw(self, name, amount, dispense=print):
        self.检查(amount)
        with self.信号量:
            账户 = self.找(name)
            if 账户.余额 < amount:
                raise NotEnoughMoney("余额不足")
            账户.余额 -= amount
            剩余 = 账户.余额
            self.流水.append(("withdraw", name, amount))
        try:
            dispense(amount)
        except Exception as 卡住:
            self.存("return", name, amount)
            raise 卡住
        else:
            return 剩余

    def balance(self, name):
        return self.balances_or_none().get(name) if name in self.balances_or_none() else self.找(name)

    def balances_or_none(self):
        with self.信号量:
            return {name: 账户.余额 for name, 账户 in self.账户们.items()}

    balances = balances_or_none

    def log(self):
        with self.信号量:
            return tuple(self.流水)

    def transfer(self, source, target, amount):
        self.检查(amount)
        with self.信号量:
            来源, 目标 = self.找(source), self.找(target)
            if 来源.余额 < amount:
                raise NotEnoughMoney("余额不足")
            来源.余额 -= amount
            目标.余额 += amount
            self.流水.append(("transfer", source, target, amount))

    def restock(self, product, count, price):
        self.检查(count); self.检查(price)
        with self.信号量:
            货 = self.货架.setdefault(product, 商品类())
            货.库存, 货.单价 = 货.库存 + count, price
            self.流水.append(("restock", product, count, price))

    def stock(self, product):
        with self.信号量:
            return self.商品(product).库存

    def add_to_cart(self, name, product, count):
        self.检查(count)
        with self.信号量:
            车 = self.找(name).购物车
            self.商品(product)
            车[product] = 车.get(product, 0) + count

    def cart(self, name):
        with self.信号量:
            return dict(self.找(name).购物车)

    def checkout(self, name):
        车 = self.cart(name)
        with self.信号量:
            账户 = self.找(name)
            车 = dict(账户.购物车)
            if not 车:
                raise EmptyCart("购物车是空的")
            if any(self.商品(product).库存 < count for product, count in 车.items()):
                raise OutOfStock("库存不足")
            总价 = sum(self.货架[product].单价 * count for product, count in 车.items())
            if 账户.余额 < 总价:
                raise NotEnoughMoney("余额不足")
            for product, count in 车.items():
                self.货架[product].库存 -= count
            账户.余额 -= 总价
            self.账户们["shop"].余额 += 总价
            账户.购物车.clear()
            self.流水.append(("checkout", name, 总价, 车))
            return 总价

def open_bank():
    return 银行()

试验 = open_bank()
试验.open_account("小红")
try:
    试验.withdraw("小红", 10)
except BankError as 错误:
    print("果然", 错误)
sleep(0.01)

# %% storage
def save(bank, folder):
    with bank.信号量:
        内容 = json.dumps({
            "账户": {名: [账.余额, 账.购物车] for 名, 账 in bank.账户们.items()},
            "货架": {名: [货.库存, 货.单价] for 名, 货 in bank.货架.items()},
            "流水": bank.流水,
        }, ensure_ascii=False, indent=2)
    临时 = Path(folder) / "临时"
    临时.write_text(内容, encoding="utf-8")
    临时.replace(Path(folder) / "银行.json")

def load(folder):
    文件 = Path(folder) / "银行.json"
    if not 文件.exists():
        raise NothingSaved("没有存过")
    内容 = json.loads(文件.read_text(encoding="utf-8"))
    新 = open_bank()
    新.账户们 = {名: 账户类(余额, 车) for 名, (余额, 车) in 内容["账户"].items()}
    新.货架 = {名: 商品类(*货) for 名, 货 in 内容["货架"].items()}
    新.流水 = [tuple(条) for 条 in 内容["流水"]]
    return 新
