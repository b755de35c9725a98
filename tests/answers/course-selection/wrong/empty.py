"""Nothing was answered.

fails: check-pile check-pile-hidden check-choose check-choose-refused check-choose-hidden check-drop check-swap check-leaving-hidden check-grade check-log check-records-hidden check-last-place check-same-student check-limit check-move-up check-all-leave check-swaps check-swap-or-nothing check-swap-board check-marks check-log-many check-await check-await-late check-await-hidden check-no-news-lost check-killed check-all-kept check-disk-full check-folder-many
"""
