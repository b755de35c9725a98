"""A class with a condition; the loop belongs to the class; processes by a pool that is shut down in finally; the measurement is switched on.

like: pools.py
"""
# %% by-threads
class Crew:
    def __init__(self, tasks, workers):
        self.tasks, self.next, self.done = list(tasks), 0, 0
        self.outcomes = [None] * len(self.tasks)
        self.change = Condition()
        self.team = [Thread(target=self.work, daemon=True) for _ in range(workers)]

    def take(self):
        with self.change:
            if self.next == len(self.tasks):
                return None
            self.next += 1
            return self.next - 1

    def work(self):
        while (number := self.take()) is not None:
            function, argument = self.tasks[number]
            try:
                outcome = (function(argument), None)
            except Exception as error:
                outcome = (None, error)
            with self.change:
                self.outcomes[number] = outcome
                self.done += 1
                self.change.notify_all()

    def go(self):
        for thread in self.team:
            thread.start()
        with self.change:
            while self.done < len(self.tasks):
                self.change.wait()
        for thread in self.team:
            thread.join()
        for result, error in self.outcomes:
            if error is not None:
                raise error
        return [result for result, _ in self.outcomes]

def by_threads(tasks, workers):
    return Crew(tasks, workers).go()

# %% by-coroutines
def by_coroutines(tasks, workers):
    async def crew():
        waiting = list(reversed(list(enumerate(tasks))))
        found = {}
        condition = asyncio.Condition()
        running = 0

        async def one(number, function, argument):
            nonlocal running
            try:
                found[number] = True, await function(argument)
            except Exception as error:
                found[number] = False, error
            async with condition:
                running -= 1
                condition.notify_all()

        kept = []
        while waiting:
            async with condition:
                await condition.wait_for(lambda: running < workers)
                running += 1
            number, (function, argument) = waiting.pop()
            kept.append(asyncio.create_task(one(number, function, argument)))
        async with condition:
            await condition.wait_for(lambda: running == 0)
        for each in kept:
            await each
        return found

    found = by_threads([(asyncio.run, crew())], 1)[0]
    for number in range(len(tasks)):
        fine, value = found[number]
        if not fine:
            raise value
    return [found[number][1] for number in range(len(tasks))]

# %% by-processes
def by_processes(tasks, workers):
    pool = ProcessPoolExecutor(workers)
    try:
        jobs = []
        for task in tasks:
            jobs.append(pool.submit(*task))
        return [job.result() for job in jobs]
    finally:
        pool.shutdown(cancel_futures=True)

# %% choices [changed]
 }
+
+measure()
