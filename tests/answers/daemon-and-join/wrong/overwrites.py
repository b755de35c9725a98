"""The file is opened anew for each line.

like: ../right/queue_and_sentinel.py
fails: check-careful check-careful-hidden
"""
# %% careful [changed]
-        with open("night.txt", "a") as file:
+        with open("night.txt", "w") as file:
