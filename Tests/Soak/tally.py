"""What was sent and what came back, counted by all clients together."""

import threading
from collections import Counter


class Wrong(Exception):
    """Something came back that must not."""


class Tally:
    """Counts of outcomes by client; of what went wrong the first few are kept in words."""

    KEPT = 20

    def __init__(self):
        self._lock = threading.Lock()
        self._outcomes = {}
        self._wrong = []
        self.wrong_count = 0

    def add(self, client, outcome, count=1):
        with self._lock:
            self._outcomes.setdefault(client, Counter())[outcome] += count

    def fail(self, client, error):
        with self._lock:
            self.wrong_count += 1
            if len(self._wrong) < self.KEPT:
                self._wrong.append(f"{client}: {type(error).__name__}: {error}")

    @property
    def failures(self):
        """In words, those that were not kept as one last line."""
        more = self.wrong_count - len(self._wrong)
        return self._wrong + ([f"and {more} more of them"] if more else [])

    def silent(self, clients):
        """Those of the clients that have not got anything done."""
        return [client for client in clients if client not in self._outcomes]

    def table(self):
        width = max(map(len, self._outcomes), default=0)
        lines = [f"{'client'.ljust(width)}  came back", f"{'-' * width}  {'-' * 9}"]
        for client, outcomes in self._outcomes.items():
            told = ", ".join(f"{count:,} x {outcome}" for outcome, count in sorted(outcomes.items()))
            lines.append(f"{client.ljust(width)}  {told}")
        return "\n".join(lines)
