"""The outputs found by asking the explorer, the schedules tried in a loop.

like: plain.py
"""
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
