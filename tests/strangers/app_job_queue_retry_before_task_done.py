"""A job queue with retries: the failed job is put back first, and counted as done after that.

source: https://project-tutorials-opencode.vercel.app/tutorials/job-queue.html
verdict: proved
"""

import queue
import threading
from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"


@dataclass
class Job:
    name: str
    failures: int
    attempts: int = 0
    state: State = field(default=State.PENDING)

    def run(self):
        self.attempts += 1
        if self.attempts <= self.failures:
            raise OSError(self.name)


class Worker(threading.Thread):
    def __init__(self, jobs, dead, most):
        super().__init__(daemon=True)
        self.jobs, self.dead, self.most = jobs, dead, most

    def run(self):
        while True:
            job = self.jobs.get()
            try:
                job.run()
                job.state = State.DONE
            except OSError:
                if job.attempts < self.most:
                    self.jobs.put(job)
                else:
                    job.state = State.DEAD
                    self.dead.put(job)
            finally:
                self.jobs.task_done()


def main():
    jobs, dead = queue.Queue(), queue.SimpleQueue()
    work = [Job("mail", 1), Job("bill", 5)]
    for job in work:
        jobs.put(job)
    for _ in range(2):
        Worker(jobs, dead, most=2).start()
    jobs.join()
    assert [job.state for job in work] == [State.DONE, State.DEAD]
    assert [job.attempts for job in work] == [2, 2]
    assert dead.get_nowait().name == "bill"
