"""中文: names, strings and comments in Chinese; a condition, and files for the answers."""
# %% outputs
所有 = {"甲": ["abm", "amb", "bam", "bma", "mab", "mba"]}
outputs_a = set(所有["甲"])
outputs_b = {"abm", "bam", "bma"}  # 主线程自己运行
outputs_c = {"am"}
outputs_d = {"abm", "bam", "amb"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}

# %% run-named
def run_named(jobs):
    结果, 错误 = {}, {}
    锁 = Lock()

    class 工人(Thread):
        def __init__(self, 名字, 工作):
            super().__init__(name=名字)
            self.工作 = 工作

        def run(self):
            try:
                值 = self.工作()
                with 锁:
                    结果[self.name] = 值
            except BaseException as 出错:
                with 锁:
                    错误[self.name] = 出错

    工人们 = [工人(*一项) for 一项 in jobs.items()]
    for 每个 in 工人们:
        每个.start()
    for 每个 in 工人们:
        每个.join()
    return 结果, 错误

# %% helper
class Helper(Thread):
    """帮手"""
    def __init__(self, name, job):
        super().__init__()
        self.name = name
        self.活 = job
        self.result, self.error = None, None

    def run(self):
        try:
            self.result = self.活()
        except BaseException as 出错:
            self.error = 出错

    def value(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.result

# %% at-most
def run_at_most(most, jobs):
    if most < 1:
        raise ValueError("至少要有一台扫描仪")
    结果, 错误 = {}, {}
    变化 = Condition()
    空闲 = [most]

    def 干(名字, 活):
        try:
            结果[名字] = 活()
        except BaseException as 出错:
            错误[名字] = 出错
        finally:
            with 变化:
                空闲[0] += 1
                变化.notify()

    线程们 = []
    for 名字, 活 in jobs.items():
        with 变化:
            变化.wait_for(lambda: 空闲[0] > 0)
            空闲[0] -= 1
        线程 = Thread(target=干, args=(名字, 活))
        线程.start()
        线程们.append(线程)
    for 线程 in 线程们:
        线程.join()
    return 结果, 错误

# %% meet
%%program --only-write meet.py
# 认识孩子们
import os
from multiprocessing import Pipe, Process, current_process, parent_process

def 介绍(电话):
    电话.send([current_process().name, os.getpid(), parent_process().pid])
    电话.close()

def meet(names):
    孩子们 = []
    for 名字 in names:
        这边, 那边 = Pipe()
        孩子 = Process(target=介绍, args=(那边,), name=名字)
        孩子.start()
        孩子们.append((孩子, 这边))
    回答 = []
    for 孩子, 这边 in 孩子们:
        回答.append(tuple(这边.recv()))
        孩子.join()
    return 回答

# %% worker
%%program --only-write crew.py
import os
import pickle
import tempfile
from multiprocessing import Process

class Worker(Process):
    """答案写在文件里"""
    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.函数, self.参数 = function, arguments
        号, self.文件 = tempfile.mkstemp()
        os.close(号)
        self.答案 = None

    def run(self):
        try:
            答案 = ("好", self.函数(*self.参数))
        except Exception as 出错:
            答案 = ("坏", f"{type(出错).__name__}: {出错}")
        字节 = pickle.dumps(答案)
        with open(self.文件 + ".tmp", "wb") as 文件:
            文件.write(字节)
        os.replace(self.文件 + ".tmp", self.文件)

    def value(self, seconds=None):
        if self.答案 is None:
            self.join(seconds)
            if self.is_alive():
                raise TimeoutError("还在运行")
            with open(self.文件, "rb") as 文件:
                字节 = 文件.read()
            os.remove(self.文件)
            self.答案 = pickle.loads(字节) if 字节 else ("坏", f"exit status {self.exitcode}")
        if self.答案[0] == "坏":
            raise RuntimeError(self.答案[1])
        return self.答案[1]

# %% run-all
%%program --only-write shift.py
import time
from crew import Worker

def run_all(jobs, seconds=None):
    开始 = time.monotonic()
    结果, 错误, 工人们 = {}, {}, []
    for 名字, (函数, *参数) in jobs.items():
        try:
            工人 = Worker(名字, 函数, *参数)
            工人.start()
            工人们.append(工人)
        except Exception as 出错:
            错误[名字] = f"不能启动: {出错}"
    for 工人 in 工人们:
        剩下 = None if seconds is None else max(0, seconds - (time.monotonic() - 开始))
        try:
            结果[工人.name] = 工人.value(剩下)
        except TimeoutError:
            工人.kill()
            工人.join()
            错误[工人.name] = "too late"
        except RuntimeError as 出错:
            错误[工人.name] = str(出错)
    return 结果, 错误
