"""The processes are joined before their results are taken out.

like: ../right/sentinels_and_conditions.py
fails: check-depot-hidden
"""
# %% depot
%%program --only-write depot.py
import multiprocessing


def sort(work, belt, answers):
    while True:
        job = belt.get()
        if job is None:
            belt.task_done()
            return
        number, parcel = job
        try:
            answers.put((number, (True, work(parcel))))
        except Exception as error:
            answers.put((number, (False, type(error).__name__)))
        belt.task_done()


def sort_in_processes(parcels, work, sorters):
    belt, answers = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    team = [multiprocessing.Process(target=sort, args=(work, belt, answers)) for _ in range(sorters)]
    for process in team:
        process.start()
    for job in enumerate(parcels):
        belt.put(job)
    for _ in team:
        belt.put(None)
    belt.join()
    for process in team:
        process.join()
    found = dict(answers.get() for _ in parcels)
    return [found[number] for number in range(len(parcels))]
