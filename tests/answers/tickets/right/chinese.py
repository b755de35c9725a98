"""中文: identifiers, strings and a comment in Chinese, and an experiment left in a cell."""
# %% run-all
def run_all(jobs):
    结果 = {}
    def 工作(编号):
        结果[编号] = jobs[编号]()
    线程们 = [Thread(target=工作, args=(编号,)) for 编号 in range(len(jobs))]
    for 线程 in 线程们:
        线程.start()
    for 线程 in 线程们:
        线程.join()
    return [结果[编号] for 编号 in range(len(jobs))]

print("试一试", run_all([lambda: "茶", lambda: sleep(0.01)]))

# %% office
class Office:
    """售票处"""
    def __init__(self, tickets, pause=lambda: None):
        self.票 = set(tickets)
        self.已售 = set()
        self.pause = pause
        self.锁 = RLock()

    def unsold(self):
        with self.锁:
            return sorted(self.票)

    def buy(self):
        with self.锁:
            if self.票:
                号码 = min(self.票)
                self.pause()
                self.票.remove(号码)
                self.已售.add(号码)
                return 号码

试验 = Office([1])  # 试验
试验.buy()

# %% buy-and-print
def buy_and_print(office, printer):
    号码 = office.buy()
    if 号码 is not None:
        printer(号码)
    return 号码

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        with self.锁:
            if number not in self.已售:
                raise ValueError(f"{number} 没有售出")
            self.pause()
            self.已售.remove(number)
            self.票.add(number)

# %% transfer
def transfer(source, target, count):
    先, 后 = sorted((source, target), key=id)
    with 先.锁, 后.锁:
        if len(source.票) < count:
            return False
        if source is target:
            return True
        for _ in range(count):
            target.票.add(source.票.pop())
        return True

# %% failing-schedule
failing_schedule = "main T1:1 T2 T1"
