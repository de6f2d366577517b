"""The tables of an evaluation, as words: text and page show the same ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from riskcheck.evaluate.result import Evaluation, Figure, Flags, MethodFigures, Part, Reliability
from riskcheck.report.wording import count, joined, sentence, visible
from riskcheck.terms import WORDS

NOTHING = "-"
TOO_FEW = "too few"
STEPS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5)
"""The shares opened that the tables of the curves show."""

Along = Callable[[MethodFigures], dict[float, float | None]]
"""From a method to what its curve shows, by the share opened."""


@dataclass(frozen=True)
class Table:
    """A table that is also a sentence. The first column heads its rows; ``mark`` names its place on a page."""

    mark: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def percent(figure: Figure) -> str:
    """A share as ``22% (16-30)``."""
    return _with_interval(figure, lambda share: f"{100 * share:.0f}", "%")


def decimal(figure: Figure) -> str:
    """A figure as ``0.18 (0.14-0.24)``."""
    return _with_interval(figure, lambda number: f"{number:.2f}")


def whole(figure: Figure) -> str:
    """A number of cases as ``37 (27-49)``."""
    return _with_interval(figure, lambda number: f"{number:.0f}")


def _with_interval(figure: Figure, show: Callable[[float], str], unit: str = "") -> str:
    if figure.value is None:
        return TOO_FEW if figure.of is None else NOTHING
    interval = f" ({show(figure.low)}-{show(figure.high)})" if figure.low is not None and figure.high is not None else ""
    return f"{show(figure.value)}{unit}{interval}"


def plain(share: float | None) -> str:
    """A share without an interval."""
    return NOTHING if share is None else f"{100 * share:.0f}%"


def name_of(code: str) -> str:
    """A code in words: ``Custody not seen``."""
    return sentence(visible(code.replace("_", " ")))[:-1]


def shown(evaluation: Evaluation) -> tuple[MethodFigures, ...]:
    """The methods that tables and pictures with little room show: main, rules, learned, and the best strand and baseline."""
    by_kind: dict[str, list[MethodFigures]] = {}
    for one in evaluation.methods:
        by_kind.setdefault(one.kind, []).append(one)
    best = [max(by_kind[kind], key=lambda one: one.found.value or 0) for kind in ("strand", "baseline") if kind in by_kind]
    kept = {evaluation.how.main, *(one.name for one in (*by_kind.get("rules", ()), *by_kind.get("learned", ()), *best))}
    return tuple(one for one in evaluation.methods if one.name in kept)


def beside_flags(evaluation: Evaluation) -> tuple[MethodFigures, ...]:
    """The methods shown beside the rules' flags: main, learned, and the best strand."""
    main = evaluation.how.main
    return tuple(one for one in shown(evaluation) if one.name == main or one.kind in ("strand", "learned"))


def counted(evaluation: Evaluation) -> str:
    """What the input came to, in sentences whose numbers add up."""
    counts = evaluation.counts
    levels = joined([f"{number} {level.replace('_', ' ')}" for level, number in counts.by_level.items()])
    return (
        f"{count(counts.records, 'record')}: {counts.answered} with an answer, {counts.unanswered} without one, "
        f"{counts.errors} could not be read. Overall levels on record: {levels}. Of the {counts.mediums} mediums "
        f"{counts.underrated} are underrated, {counts.rightly_rated} rightly rated and {counts.overrated} overrated."
    )


def definitions(evaluation: Evaluation) -> tuple[str, ...]:
    """What the words of the tables mean."""
    how = evaluation.how
    return (
        "A medium is a case whose highest rating on record is medium. It is underrated where the answer has at least one of "
        "its ratings as high or very high, rightly rated where the answer's highest level is medium too, and else overrated.",
        f"The budget is {100 * how.budget:.0f}% of the mediums: {how.opened} cases, those with the highest scores. Among equal "
        "scores lots are drawn, and the tables show what to expect of that. Found are the underrated cases that are opened.",
        f"In brackets: {how.interval}% intervals, from {how.resamples} draws of the cases with replacement (seed {how.seed}). "
        "Methods that learn are taught the ratings on record, never the answers, and score no case that they were taught.",
    )


def methods(evaluation: Evaluation) -> Table:
    """What each method finds within the budget."""
    main = next(one for one in evaluation.methods if one.name == evaluation.how.main)
    return Table(
        "methods",
        f"Within the budget: {evaluation.how.opened} of {evaluation.counts.mediums} mediums opened",
        f"By chance {100 * evaluation.counts.underrated / evaluation.counts.mediums:.0f}% of those opened would be underrated. "
        f"The last column: how many times as many are found by {main.title}.",
        ("Method", f"Found of {evaluation.counts.underrated}", "Precision", "Average precision", "Times as many"),
        tuple(
            (name_of(one.title), whole(one.found), percent(one.precision), decimal(one.average_precision), _times(one, main))
            for one in evaluation.methods
        ),
    )


def _times(one: MethodFigures, main: MethodFigures) -> str:
    return NOTHING if one.name == main.name else decimal(one.times)


def flags(evaluation: Evaluation) -> Table:
    """What is flagged, whatever the budget."""
    rows = [(one.title, level, found) for one in evaluation.methods for level, found in one.flags.items()]
    return Table(
        "flags",
        "What is flagged, whatever the budget",
        "A strand alone needs no second strand; its flags have one strength.",
        ("Flags of", "Mediums flagged", "Of them underrated", "Of the underrated flagged", "Of the rightly rated flagged"),
        tuple(_flag_row(title, level, found) for title, level, found in rows),
    )


def _flag_row(title: str, level: str, found: Flags) -> tuple[str, ...]:
    about = "" if level == "any" else f": {level} flags only"
    shares = (found.precision, found.recall, found.rightly_rated)
    return (name_of(title) + about, str(found.cases), *map(percent, shares))


def parts(evaluation: Evaluation) -> tuple[Table, ...]:
    """The figures told apart: by error, by family, by harm group, by rule and by person."""
    return (
        errors_made(evaluation),
        families(evaluation),
        groups(evaluation),
        rules(evaluation),
        people(evaluation),
    )


def errors_made(evaluation: Evaluation) -> Table:
    """The underrated by the error that the assessor made."""
    return _parts(
        evaluation,
        evaluation.errors_made,
        ("errors-made", "The underrated, by the error that was made", "How many of each kind are flagged, and are opened."),
        "Error",
    )


def families(evaluation: Evaluation) -> Table:
    """The others by family."""
    return _parts(
        evaluation,
        evaluation.families,
        ("families", "Mediums that are not underrated, by family", "Here few should be flagged or opened."),
        "Family",
    )


def _parts(evaluation: Evaluation, parts: Sequence[Part], heads: tuple[str, str, str], first: str) -> Table:
    methods = beside_flags(evaluation)
    return Table(
        *heads,
        (first, "Cases", "Rules flag", "Rules flag strong", *(f"Opened: {one.name}" for one in methods)),
        tuple(
            (
                name_of(part.name),
                str(part.cases),
                percent(part.flags["any"]),
                percent(part.flags["strong"]),
                *(percent(part.opened[one.name]) for one in methods),
            )
            for part in parts
        ),
    )


def groups(evaluation: Evaluation) -> Table:
    """The harm groups."""
    return Table(
        "groups",
        "Ratings, by harm group",
        "Ratings of low and medium in every case, in both settings, and what the rules flag of them.",
        ("Group", "Ratings", "Underrated", "Flags right", "Strong flags right", "Underrated flagged", "Cases opened"),
        tuple(
            (
                name_of(WORDS[one.group]),
                str(one.ratings),
                str(one.underrated),
                percent(one.precision["any"]),
                percent(one.precision["strong"]),
                percent(one.recall["any"]),
                percent(one.found[evaluation.how.main]),
            )
            for one in evaluation.groups
        ),
    )


def rules(evaluation: Evaluation) -> Table:
    """The rules."""
    return Table(
        "rules",
        "Mediums in which each rule finds something",
        f"Of all mediums {100 * evaluation.counts.underrated / evaluation.counts.mediums:.0f}% are underrated.",
        ("Rule", "Kind", "Mediums", "Of them underrated", "Of the underrated"),
        tuple(
            (
                f"{one.rule} {sentence(visible(one.title))[:-1]}",
                one.kind.value,
                str(one.cases),
                percent(one.precision),
                percent(one.recall),
            )
            for one in evaluation.rules
        ),
    )


def people(evaluation: Evaluation) -> Table:
    """The mediums by protected characteristic."""
    main = evaluation.how.main
    return Table(
        "people",
        "By sex, ethnicity and age",
        f"No check sees these. Opened: by {main}, within the budget. Figures that would rest on fewer than "
        f"{evaluation.how.suppress_under} cases are left out ({TOO_FEW}).",
        ("Mediums who are", "Cases", "Opened", "Rightly rated opened", "Underrated opened", "Rightly rated flagged strong"),
        tuple(
            (
                f"{name_of(one.characteristic)}: {visible(one.group)}",
                TOO_FEW if one.cases is None else str(one.cases),
                percent(one.opened[main]),
                percent(one.opened_rightly[main]),
                percent(one.found[main]),
                percent(one.strong),
            )
            for one in evaluation.people
        ),
    )


def missed_by_error(evaluation: Evaluation) -> Table:
    """How many the main method misses, by error."""
    rows = []
    for part in evaluation.errors_made:
        own = [one for one in evaluation.missed if str(one.error) == part.name]
        numbers = (
            len(own),
            part.cases,
            sum(one.strength is not None for one in own),
            sum(one.cannot_say for one in own),
            sum(bool(one.found_by) for one in own),
        )
        rows.append((name_of(part.name), *map(str, numbers)))
    return Table(
        "missed",
        "What was missed, by error",
        f"Underrated mediums that {evaluation.how.main} does not open within the budget.",
        ("Error", "Missed", "Of", "Flagged all the same", "Rules cannot say of some rating", "Opened by another method"),
        tuple(rows),
    )


def missed_cases(evaluation: Evaluation) -> Table:
    """Each case that the main method misses."""
    return Table(
        "missed-cases",
        "The cases that were missed",
        "With the ratings that should be high, what the rules say, and the methods that open them.",
        ("Case", "Error", "Should be high", "Rules", "Opened by"),
        tuple(
            (
                visible(one.case_id),
                name_of(str(one.error)),
                joined([name_of(rating.replace("/", " in ")) for rating in one.ratings]),
                one.strength or ("cannot say" if one.cannot_say else "no flag"),
                joined(one.found_by) or NOTHING,
            )
            for one in sorted(evaluation.missed, key=lambda one: (str(one.error), one.case_id))
        ),
    )


def budget_curve(evaluation: Evaluation) -> Table:
    """The share found with so many opened."""
    return _along(
        evaluation,
        ("budget-curve", "The share of the underrated that is found", "With so many of the mediums opened."),
        lambda method: {point.share: point.found for point in method.curve},
    )


def precision_recall(evaluation: Evaluation) -> Table:
    """Precision with so many opened."""
    return _along(
        evaluation,
        ("precision-recall", "The share of those opened that is underrated", "With so many of the mediums opened."),
        lambda method: {point.share: point.precision for point in method.curve},
    )


def reliability(method: MethodFigures, made: Reliability) -> Table:
    """The bands of one method."""
    return Table(
        f"reliability-{method.name}",
        f"Probabilities of {method.title}, against the ratings on record",
        f"All {made.cases} cases, in bands of equal size. Given and seen differ by {100 * made.error:.1f} in 100 on average "
        "(expected calibration error). Should be high is by the answers, which were not taught.",
        ("Given on average", "Cases", "Rated high", "Should be high"),
        tuple(
            (f"{100 * band.given:.1f}%", str(band.cases), percent(band.rated_high), plain(band.should_be_high))
            for band in made.bands
        ),
    )


def reliabilities(evaluation: Evaluation) -> tuple[Table, ...]:
    """The bands of every method that gives probabilities."""
    return tuple(reliability(one, one.reliability) for one in evaluation.methods if one.reliability is not None)


def not_scored(evaluation: Evaluation) -> tuple[str, ...]:
    """The methods that could not score these cases, in a sentence each."""
    return tuple(f"{name_of(one.title)} could not score these cases: {visible(one.why)}." for one in evaluation.not_scored)


def _along(evaluation: Evaluation, heads: tuple[str, str, str], of: Along) -> Table:
    methods = shown(evaluation)
    curves = [of(one) for one in methods]
    return Table(
        *heads,
        ("Opened", *(name_of(one.title) for one in methods)),
        tuple((f"{100 * step:.0f}%", *(plain(points[step]) for points in curves)) for step in STEPS),
    )
