"""中文: identifiers and strings in Chinese, a spawn context, a loop made by hand, and experiments left in the cells.

like: pools.py
"""
# %% best-of
def best_of(runs, function, clock=perf_counter):
    """量时间"""
    if runs < 1:
        raise ValueError("至少一次")
    热身 = function()
    最短 = None
    for _ in range(runs):
        开始 = clock()
        结果 = function()
        用时 = clock() - 开始
        if 结果 != 热身:
            raise ValueError("结果不一样")
        最短 = 用时 if 最短 is None else min(最短, 用时)
    return 最短, 热身

print("试一试", best_of(2, lambda: sleep(0.01)))

# %% by-threads
def by_threads(tasks, workers):
    待办 = deque(enumerate(tasks))
    锁 = RLock()
    结果, 错误 = {}, {}

    def 工作():
        while True:
            with 锁:
                if not 待办:
                    return
                编号, (函数, 参数) = 待办.popleft()
            try:
                值 = 函数(参数)
            except Exception as 错:
                with 锁:
                    错误[编号] = 错
            else:
                with 锁:
                    结果[编号] = 值

    线程们 = [Thread(target=工作, name=f"工人{号}") for 号 in range(min(workers, len(tasks)))]
    for 线程 in 线程们:
        线程.start()
    for 线程 in 线程们:
        线程.join()
    for 编号 in sorted(错误):
        raise 错误[编号]
    return [结果[编号] for 编号 in range(len(tasks))]

try:
    by_threads([(len, 3)], 1)
except TypeError as 错:
    print("果然出错：", 错)

# %% by-coroutines
def by_coroutines(tasks, workers):
    盒子 = []

    async def 全部():
        队列 = asyncio.Queue()
        for 项 in enumerate(tasks):
            队列.put_nowait(项)
        结果 = [None] * len(tasks)

        async def 工人():
            while not 队列.empty():
                编号, (函数, 参数) = 队列.get_nowait()
                try:
                    结果[编号] = ("好", await 函数(参数))
                except Exception as 错:
                    结果[编号] = ("坏", 错)

        await asyncio.wait([asyncio.ensure_future(工人()) for _ in range(workers)])
        return 结果

    def 跑():
        循环 = asyncio.new_event_loop()
        try:
            盒子.append(循环.run_until_complete(全部()))
        finally:
            循环.close()

    线程 = Thread(target=跑)
    线程.start()
    线程.join()
    for 状态, 值 in 盒子[0]:
        if 状态 == "坏":
            raise 值
    return [值 for _, 值 in 盒子[0]]

# %% by-processes
环境 = multiprocessing.get_context("spawn")

def by_processes(tasks, workers):
    if not tasks:
        return []
    with ProcessPoolExecutor(max_workers=min(workers, len(tasks)), mp_context=环境) as 池:
        将来 = [池.submit(函数, 参数) for 函数, 参数 in tasks]
    return [某.result() for 某 in 将来]

print("中文", [时 for 时 in by_processes([(factorial, 3)], 1)])
sleep(0.05)
