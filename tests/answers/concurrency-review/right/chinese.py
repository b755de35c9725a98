"""中文: names and comments in Chinese, the answers as the text asks.

like: plain.py
"""
# %% terms
词 = {"一": "fork", "二": "lost update", "三": "critical section", "四": "daemon thread",
     "五": "atomic", "六": "starvation", "七": "deadlock", "八": "barrier"}
terms = {编号: 名 for 编号, 名 in enumerate(词.values(), 1)}  # 按顺序
print("术语", terms)

# %% outputs
outputs_a = frozenset((1, 2, 3))
outputs_b = ("abc", "acb")
outputs_c = {1, 2, 3}
outputs_d = {2 * 2}  # 两个线程, 各两次
outputs_e = {"".join(字 for 字 in "abc")}

# %% verdicts
对, 竞态, 卡住 = "right", "race", "stuck"
verdicts = {"a": 对, "b": 竞态, "c": 卡住, "d": 对, "e": 竞态, "f": 卡住, "g": 对, "h": 对}
