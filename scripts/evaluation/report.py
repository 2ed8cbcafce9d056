"""The figures for people: a table for the terminal and one for the documentation."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.gold import Gold
from evaluation.scoring import Score
from evaluation.wording import show_figure

# label, figure, low and high of its interval
ROWS: tuple[tuple[str, str, tuple[str, str] | None], ...] = (
    ("casualties P", "casualty_p", None),
    ("casualties R", "casualty_r", None),
    ("casualties F", "casualty_f", ("casualty_low", "casualty_high")),
    ("  mean F of the articles", "casualty_mean_f", None),
    ("  place and harm alone F", "casualty_span_f", None),
    ("with right reporter P", "casualty_reporter_p", None),
    ("with right reporter R", "casualty_reporter_r", None),
    ("with right reporter F", "casualty_reporter_f", ("casualty_reporter_low", "casualty_reporter_high")),
    ("  mean F of the articles", "casualty_reporter_mean_f", None),
    ("false alarms, articles without casualties", "false_alarms", None),
    ("attributions .5 P", "attribution_p50", None),
    ("attributions .5 R", "attribution_r50", None),
    ("attributions .5 F", "attribution_f50", ("attribution_low50", "attribution_high50")),
    ("  mean F of the articles", "attribution_mean_f50", None),
    ("attributions .8 P", "attribution_p80", None),
    ("attributions .8 R", "attribution_r80", None),
    ("attributions .8 F", "attribution_f80", ("attribution_low80", "attribution_high80")),
    ("  mean F of the articles", "attribution_mean_f80", None),
    ("content alone .5 F", "content_f50", None),
    ("content alone .8 F", "content_f80", None),
    ("incidents P", "incident_p", None),
    ("incidents R", "incident_r", None),
    ("incidents R, dated", "incident_dated_r", None),
    ("polarity right, of matched", "polarity", None),
    ("certainty right, of matched", "certainty", None),
    ("anonymity right, of matched", "anonymity", None),
    ("  of the anonymous, found so", "anonymity_r", None),
    ("direct or indirect right, of matched", "direct", None),
    ("calibration error (10 bins)", "calibration_error", None),
    ("quotes exact", "quote_exact", None),
)
LABEL = max(len(label) for label, _, _ in ROWS) + 2
COLUMN = 12


def describe_set(name: str, gold: Gold) -> str:
    """What the set holds, in one line."""
    articles = gold.values()
    return (
        f"set {name}: {len(gold)} articles, {sum(len(article.casualties) for article in articles)} casualty reports, "
        f"{sum(len(article.attributions) for article in articles)} attributions, "
        f"{sum(len(article.incidents) for article in articles)} incidents"
    )


def as_text(scores: Mapping[str, Score]) -> str:
    """A column for each coder, a row for each figure; intervals under their figure."""
    lines = [" " * LABEL + "".join(f"{name[: COLUMN - 1]:>{COLUMN}}" for name in scores)]
    for label, figure, interval in ROWS:
        rows = [(label, figure)]
        if interval:
            rows += [("  95 % low", interval[0]), ("  95 % high", interval[1])]
        for row_label, key in rows:
            cells = "".join(f"{show_figure(score.figures[key]):>{COLUMN}}" for score in scores.values())
            lines.append(f"{row_label:{LABEL}}{cells}")
    return "\n".join(lines)


def as_markdown(scores: Mapping[str, Score]) -> str:
    """The same as a table for the documentation; intervals in brackets."""
    lines = ["| figure | " + " | ".join(scores) + " |", "|---|" + "---|" * len(scores)]
    for label, figure, interval in ROWS:
        cells = []
        for score in scores.values():
            cell = show_figure(score.figures[figure])
            if interval and score.figures[interval[0]] is not None:
                low, high = (show_figure(score.figures[key]) for key in interval)
                cell += f" ({low} to {high})"
            cells.append(cell)
        lines.append(f"| {label.strip()} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def describe_coder(score: Score) -> str:
    """What stands under the table: kinds of count, what the shares rest on, calibration, notes."""
    kinds = "; ".join(
        f"{kind} {row['found']}/{row['gold']} ({row['with_reporter']})" for kind, row in score.by_count_kind.items()
    )
    rests = ", ".join(f"{name} {number}" for name, number in score.judged_on.items())
    lines = [f"found by kind of count, of gold (with reporter): {kinds or 'none'}", f"rests on: {rests}"]
    for one in score.calibration:
        lines.append(
            f"confidence {one.low:.1f} to {one.high:.1f}: {one.claims} claims, mean {one.mean_confidence:.3f}, "
            f"right {one.right:.3f}"
        )
    return "\n".join([*lines, *(f"note: {note}" for note in score.notes)])


def describe_misses(score: Score, gold: Gold) -> str:
    """Every miss and false alarm, article by article; of sealed articles none, only that they are sealed."""
    lines = [f"{article_id} {miss}" for article_id, misses in score.misses.items() for miss in misses]
    if sealed := sum(article.is_sealed for article in gold.values()):
        lines.append(f"{sealed} articles are sealed: what was missed there is not shown")
    return "\n".join(["misses", *(f"  {line}" for line in lines)])
