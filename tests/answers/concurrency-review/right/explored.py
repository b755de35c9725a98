"""The outputs found by asking the explorer, the schedules tried in a loop.
"""
# %% terms
terms = {
    1: "fork",
    2: "lost update",
    3: "critical section",
    4: "daemon thread",
    5: "atomic",
    6: "starvation",
    7: "deadlock",
    8: "barrier",
}

# %% outputs
from threadlab import outcomes

visitors = 0

def enter():
    global visitors
    seen = visitors
    visitors = seen + 1

def program_a():
    threads = [Thread(target=enter) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(visitors)

outputs_a = {int(outcome.output) for outcome in outcomes(program_a)}
outputs_b, outputs_c, outputs_d, outputs_e = {"abc", "acb"}, outputs_a, {4}, {"abc"}

# %% schedules
tried = {}
for steps in range(2, 12):
    run = replay(museum, f"main T1:{steps} T2 T1" if steps > 3 else f"main T1:{steps} T2")
    tried[run.kind, None if run.kind else run.result] = f"main T1:{steps} T2" + (" T1" if steps > 3 else "")
print(tried)
stuck, miscounted = tried["deadlock", None], tried[None, 1]

# %% verdicts
verdicts = {
    "a": "right",
    "b": "race",
    "c": "stuck",
    "d": "right",
    "e": "race",
    "f": "stuck",
    "g": "right",
    "h": "right",
}

# %% tools
tools = {1: "processes", 2: "threads", 3: "coroutines", 4: "one thread", 5: "both", 6: "threads"}
