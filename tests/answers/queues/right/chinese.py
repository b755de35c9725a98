"""中文: one condition for everything, names and strings in Chinese."""
# %% drain
def drain(belt):
    """取走传送带上的所有包裹。"""
    包裹 = []
    while True:
        try:
            一个 = belt.get_nowait()
        except Empty:
            break
        包裹.append(一个)
    return 包裹

# %% run-hall
class 结束:
    pass

def run_hall(trucks, work, sorters, room):
    传送带 = Queue(room)
    结果 = []

    def 司机(卡车):
        for 包裹 in 卡车:
            传送带.put(包裹)

    def 分拣员():
        for 包裹 in iter(传送带.get, 结束):
            结果.append(work(包裹))

    司机们 = [Thread(target=司机, args=(卡车,), name=f"司机{号}") for 号, 卡车 in enumerate(trucks)]
    分拣员们 = [Thread(target=分拣员, name=f"分拣员{号}") for 号 in range(sorters)]
    for 线程 in 分拣员们 + 司机们:
        线程.start()
    for 线程 in 司机们:
        线程.join()
    for 线程 in 分拣员们:
        传送带.put(结束)
    for 线程 in 分拣员们:
        线程.join()
    return 结果

# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    答案 = run_hall([安全卸货(卡车) for 卡车 in trucks], 安全(work), sorters, room)
    结果 = [值 for 成功, 值 in 答案 if 成功 == "成功"]
    失败 = [值 for 成功, 值 in 答案 if 成功 == "失败"]
    return 结果, 失败

class 坏了:
    def __init__(self, 对):
        self.对 = 对

def 安全(work):
    def 工作(包裹):
        if isinstance(包裹, 坏了):
            return "失败", 包裹.对
        try:
            return "成功", work(包裹)
        except Exception as 错误:
            return "失败", (包裹, 错误)
    return 工作

def 安全卸货(卡车):
    try:
        for 包裹 in 卡车:
            yield 包裹
    except Exception as 错误:
        yield 坏了((卡车, 错误))

# %% belt
class Belt:
    def __init__(self, room):
        self.容量 = room
        self.货 = []
        self.开着 = True
        self.变化 = Condition()

    def put(self, parcel):
        with self.变化:
            self.变化.wait_for(lambda: len(self.货) < self.容量 or not self.开着)
            if not self.开着:
                raise Closed("传送带已关闭")
            self.货.append(parcel)
            self.变化.notify_all()

    def get(self):
        with self.变化:
            self.变化.wait_for(lambda: self.货 or not self.开着)
            if not self.货:
                raise Closed("传送带已关闭")
            包裹 = self.货.pop(0)
            self.变化.notify_all()
            return 包裹

    def close(self):
        with self.变化:
            self.开着 = False
            self.变化.notify_all()

# %% joinable-belt
class JoinableBelt:
    def __init__(self, room):
        self.容量 = room
        self.货 = deque()
        self.开着 = True
        self.未完成 = 0
        self.变化 = Condition()

    def put(self, parcel):
        with self.变化:
            while self.开着 and len(self.货) >= self.容量:
                self.变化.wait()
            if not self.开着:
                raise Closed
            self.货.append(parcel)
            self.未完成 += 1
            self.变化.notify_all()

    def get(self):
        with self.变化:
            while self.开着 and not self.货:
                self.变化.wait()
            if not self.货:
                raise Closed
            包裹 = self.货.popleft()
            self.变化.notify_all()
        return 包裹

    def close(self):
        with self.变化:
            self.开着 = False
            self.变化.notify_all()

    def task_done(self):
        with self.变化:
            if not self.未完成:
                raise ValueError("没有未完成的包裹")
            self.未完成 -= 1
            self.变化.notify_all()

    def join(self):
        with self.变化:
            self.变化.wait_for(lambda: self.未完成 == 0)

# %% depot
%%program --only-write depot.py
import multiprocessing as mp

结束 = "结束"


def 分拣(work, 传送带, 管道):
    while True:
        消息 = 传送带.get()
        try:
            if 消息 == 结束:
                break
            号, 包裹 = 消息
            try:
                答案 = (True, work(包裹))
            except Exception as 错误:
                答案 = (False, type(错误).__name__)
            管道.send((号, 答案))
        finally:
            传送带.task_done()
    管道.close()


def sort_in_processes(parcels, work, sorters):
    传送带 = mp.JoinableQueue()
    工人, 管道们, 答案 = [], [], {}
    for _ in range(sorters):
        这端, 那端 = mp.Pipe(duplex=False)
        一个 = mp.Process(target=分拣, args=(work, 传送带, 那端))
        一个.start()
        那端.close()
        工人.append(一个)
        管道们.append(这端)
    for 消息 in enumerate(parcels):
        传送带.put(消息)
    for _ in 工人:
        传送带.put(结束)
    while 管道们:
        for 管道 in mp.connection.wait(管道们):
            try:
                号, 一个答案 = 管道.recv()
                答案[号] = 一个答案
            except EOFError:
                管道们.remove(管道)
    传送带.join()
    for 一个 in 工人:
        一个.join()
    return [答案[号] for 号 in range(len(parcels))]
