"""Nothing was answered.

fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-at-most check-at-most-late check-at-most-hidden check-ticker check-ticker-hidden check-log-book check-log-book-slow check-log-book-closed check-flush-hidden check-log-book-hidden check-careful check-careful-hidden
"""
