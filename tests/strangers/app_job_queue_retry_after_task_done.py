"""A job queue with retries: the failed job is put back after its task_done, so join ends early.

source: https://project-tutorials-opencode.vercel.app/tutorials/job-queue.html
verdict: assertion
"""

import queue
import threading
from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    PENDING = "pending"
    DONE = "done"


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
        self.state = State.DONE


class Worker(threading.Thread):
    def __init__(self, jobs):
        super().__init__(daemon=True)
        self.jobs = jobs

    def run(self):
        while True:
            job = self.jobs.get()
            again = False
            try:
                job.run()
            except OSError:
                again = True
            finally:
                self.jobs.task_done()
            if again:
                self.jobs.put(job)


def main():
    jobs = queue.Queue()
    work = [Job("mail", 1)]
    for job in work:
        jobs.put(job)
    Worker(jobs).start()
    jobs.join()
    assert all(job.state is State.DONE for job in work)
