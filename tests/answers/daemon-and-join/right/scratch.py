"""Experiments left in the answer cells: prints, sleeps, an error that is caught, a thread or two.

like: queue_and_sentinel.py
"""
# %% outputs
def observe(name, seconds):
    sleep(seconds)
    print(name)

Thread(target=observe, args=("a", 0.02)).start()
Thread(target=observe, args=("b", 0.01)).start()
print("m")
outputs_a = {"mba"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"ma"}
outputs_d = {"mba"}
outputs_e = {"m"}

# %% at-most [changed]
     return done["result"]
+
+print(at_most(1, lambda: 3))
+try:
+    at_most(0.01, lambda: sleep(0.1))
+except TimeoutError as error:
+    print(error)

# %% ticker [changed]
         self.thread.join()
+
+test = Ticker(lambda: print("tick"), 0.01)
+sleep(0.03)
+test.stop()

# %% log-book [changed]
         self.thread.join()
+
+book = LogBook(print)
+book.log("hello")
+book.close()
+try:
+    book.log("x")
+except ValueError as e:
+    print(repr(e))
