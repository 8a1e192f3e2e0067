"""Rows as a table, for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from harness.rows import Row

HEADER = ("part", "what", "unit", "ours", "peer", "the peer is", "ratio", "of the limit", "goal")
RIGHT_ALIGNED = {"ours", "peer", "ratio", "of the limit"}


def figure(value: float) -> str:
    """Three digits that count, and no more than whole numbers from a hundred on."""
    if value >= 99.95:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def goal_text(row: Row) -> str:
    if row.goal is None:
        return ""
    bound = f"at most {row.goal.bound:g} {row.unit}" if row.goal.of_ours else f"{row.goal.bound:g}x"
    return f"{bound}: {'met' if row.is_goal_met else 'MISSED'}"


def cells(row: Row) -> tuple[str, ...]:
    share = "" if row.limit_share is None else f"{100 * row.limit_share:.0f} %"
    return (
        row.part, row.what, row.unit, figure(row.ours), figure(row.peer), row.against,
        f"{figure(row.ratio)}x", share, goal_text(row),
    )  # fmt: skip


def text_table(rows: Sequence[Row]) -> str:
    lines = [HEADER, *map(cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]

    def aligned(line: Sequence[str]) -> str:
        padded = (
            cell.rjust(width) if name in RIGHT_ALIGNED else cell.ljust(width)
            for name, cell, width in zip(HEADER, line, widths, strict=True)
        )
        return "  ".join(padded).rstrip()

    return "\n".join([aligned(HEADER), "  ".join("-" * width for width in widths), *map(aligned, lines[1:])])


def markdown_table(rows: Sequence[Row]) -> str:
    rules = ["---:" if name in RIGHT_ALIGNED else "---" for name in HEADER]
    return "\n".join(f"| {' | '.join(line)} |" for line in [HEADER, rules, *map(cells, rows)])
