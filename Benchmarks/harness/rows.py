"""One line of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """What must hold: a ratio of at least `bound`, or, where `of_ours`, a figure of ours of at most `bound`."""

    bound: float
    of_ours: bool = False


@dataclass(frozen=True)
class Row:
    """The same thing measured on both sides."""

    part: str
    what: str
    unit: str
    ours: float
    peer: float
    # Who the peer is, in words.
    against: str
    more_is_better: bool = False
    # Of the machine's peak, by the multiply-adds of direct convolution: 1 is the physical limit of that algorithm.
    limit_share: float | None = None
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        """How many times better ours is."""
        return self.ours / self.peer if self.more_is_better else self.peer / self.ours

    @property
    def is_goal_met(self) -> bool | None:
        """None where there is no goal; ratios count as the table shows them, to a hundredth."""
        if self.goal is None:
            return None
        return self.ours <= self.goal.bound if self.goal.of_ours else round(self.ratio, 2) >= self.goal.bound
