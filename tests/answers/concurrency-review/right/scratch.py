"""Experiments left in the cells: some print, one fails and is caught, one sleeps, one starts threads.
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

for number in terms:
    print(number, terms[number])

# %% outputs
try:
    print(visitors)
except NameError as error:
    print("not here:", error)
sleep(0.01)
total = 0

def add():
    global total
    total += 1

team = [Thread(target=add) for _ in range(4)]
for one in team:
    one.start()
for one in team:
    one.join()
outputs_a = {1, 2, 3}
outputs_b = {"acb", "abc"}
outputs_c = {1, 2, 3}
outputs_d = {4}
outputs_e = {"abc"}

# %% schedules
for steps in (1, 2, 3):
    print(replay(museum, f"main T1:{steps} T2").kind)
stuck = "main T1:2 T2:2"
miscounted = "main T1:11 T2 T1"

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
