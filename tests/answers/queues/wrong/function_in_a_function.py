"""What the processes execute is defined inside of the function: spawn does not find it.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-together-hidden check-depot-hidden
"""
# %% depot
%%program --only-write depot.py
import multiprocessing


def sort_in_processes(parcels, work, sorters):
    def sort():
        while (job := belt.get()) is not None:
            number, parcel = job
            try:
                answers.put((number, (True, work(parcel))))
            except Exception as error:
                answers.put((number, (False, type(error).__name__)))
            belt.task_done()
        belt.task_done()

    belt, answers = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    team = [multiprocessing.Process(target=sort) for _ in range(sorters)]
    for process in team:
        process.start()
    for job in enumerate(parcels):
        belt.put(job)
    for _ in team:
        belt.put(None)
    belt.join()
    found = dict(answers.get() for _ in parcels)
    for process in team:
        process.join()
    return [found[number] for number in range(len(parcels))]
