"""Experiments left in the cells: some print, one fails and is caught, one sleeps, one starts threads.

like: plain.py
"""
# %% terms [changed]
 }
+
+for number in terms:
+    print(number, terms[number])

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
