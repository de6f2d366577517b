"""The same figures for parts of the caseload: errors, families, harm groups, rules, and people by protected characteristic."""

from collections.abc import Sequence

import numpy as np

from riskcheck.caseload.protected import CHARACTERISTICS, NOT_RECORDED
from riskcheck.evaluate.figures import ALL, RIGHTLY, Measured, numbered
from riskcheck.evaluate.intervals import Draws, drawn
from riskcheck.evaluate.outcomes import Looked
from riskcheck.evaluate.parameters import value
from riskcheck.evaluate.result import Figure, GroupFigures, Part, PeopleFigures, RuleFigures
from riskcheck.evaluate.selection import UNDERRATED, shares
from riskcheck.evaluate.table import Floats
from riskcheck.rules import STABLE
from riskcheck.terms import RATINGS, Group, Level, Strength

_LEVELS = {"any": (Strength.STRONG, Strength.POSSIBLE), "strong": (Strength.STRONG,)}
_ASKED = (Level.LOW, Level.MEDIUM)
_TOO_FEW = Figure(value=None, low=None, high=None, of=None)


def errors_made(found: Measured) -> tuple[Part, ...]:
    """The underrated mediums by the way in which the assessor went wrong."""
    return _parts(found, "error")


def families(found: Measured) -> tuple[Part, ...]:
    """The mediums that are not underrated by family: what each check makes of cases that look worse than they are."""
    return _parts(found, "family")


def _parts(found: Measured, what: str) -> tuple[Part, ...]:
    kinds = [kind for kind in found.kinds.place if isinstance(kind, tuple) and kind[0] == what]
    return tuple(
        Part(name=kind[1], cases=found.count(kind), flags=found.flagged_of(kind), opened=found.opened_of(kind))
        for kind in kinds
    )


def groups(found: Measured, resamples: int, seed: int) -> tuple[GroupFigures, ...]:
    """Each harm group: the rules' flags on its ratings in every case, and the mediums underrated for it that are opened."""
    precision, recall = (_ratings(found.cases, flagged_only) for flagged_only in (True, False))
    measures = {"precision": shares(*precision), "recall": shares(*recall)}
    draws = drawn(measures, numbered(found.kin), resamples, seed)
    asked = _per_group([[given in _ASKED for given in case.known.recorded] for case in found.cases])
    underrated = _per_group([case.known.underrated for case in found.cases])
    return tuple(
        GroupFigures(
            group=group,
            ratings=int(asked[:, at].sum()),
            underrated=int(underrated[:, at].sum()),
            precision=_by_strength(draws["precision"], at),
            recall=_by_strength(draws["recall"], at),
            cases=found.count(("group", group)),
            found=found.opened_of(("group", group)),
        )
        for at, group in enumerate(Group)
    )


def _by_strength(draws: Draws, group: int) -> dict[str, Figure]:
    return {level: draws.share(place * len(Group) + group) for place, level in enumerate(_LEVELS)}


def _ratings(cases: Sequence[Looked], flagged_only: bool) -> tuple[Floats, Floats]:
    """Ratings rightly flagged, and ratings flagged or else underrated: cases by strengths and groups."""
    underrated = np.array([case.known.underrated for case in cases], dtype=bool)
    top, under = [], []
    for strengths in _LEVELS.values():
        flagged = np.array([[one in strengths for one in case.rules.strengths] for case in cases], dtype=bool)
        top.append(_per_group(flagged & underrated))
        under.append(_per_group(flagged if flagged_only else underrated))
    return np.hstack(top), np.hstack(under)


def _per_group(ratings: object) -> Floats:
    """From cases by ratings to cases by groups, both settings added."""
    table = np.asarray(ratings, dtype=np.float64).reshape(-1, len(RATINGS))
    about = np.array([[rated[0] is group for group in Group] for rated in RATINGS], dtype=np.float64)
    summed: Floats = table @ about
    return summed


def rules(found: Measured, resamples: int, seed: int) -> tuple[RuleFigures, ...]:
    """Each rule that finds something in some medium, in the order of the rulebook."""
    said = [rule for rule in STABLE if any(rule.code in case.found for case in found.mediums)]
    if not said:
        return ()
    finds = np.array([[rule.code in case.found for rule in said] for case in found.mediums], dtype=np.float64)
    right = found.kinds.underrated[:, None]
    every = np.repeat(right, len(said), axis=1)
    measures = {"precision": shares(finds * right, finds), "recall": shares(finds * right, every)}
    draws = drawn(measures, numbered(found.kin[found.places]), resamples, seed)
    return tuple(
        RuleFigures(
            rule=rule.code,
            title=rule.title,
            kind=rule.kind,
            cases=int(finds[:, at].sum()),
            precision=draws["precision"].share(at),
            recall=draws["recall"].share(at),
        )
        for at, rule in enumerate(said)
    )


def people(found: Measured) -> tuple[PeopleFigures, ...]:
    """The mediums by sex, by ethnicity and by age; what would rest on too few people is left out."""
    return tuple(
        PeopleFigures(
            characteristic=characteristic,
            group=name,
            cases=_shown(found.count((characteristic, name, ALL))),
            strong=_kept(found.flagged_of((characteristic, name, RIGHTLY))["strong"]),
            opened=_all_kept(found.opened_of((characteristic, name, ALL))),
            opened_rightly=_all_kept(found.opened_of((characteristic, name, RIGHTLY))),
            found=_all_kept(found.opened_of((characteristic, name, UNDERRATED))),
        )
        for characteristic in CHARACTERISTICS
        for name in _names(found, characteristic)
    )


def _names(found: Measured, characteristic: str) -> list[str]:
    names = {kind[1] for kind in found.kinds.place if isinstance(kind, tuple) and kind[0] == characteristic}
    return sorted(names, key=lambda name: (name == NOT_RECORDED, not name.startswith("under "), name))


def _shown(count: int) -> int | None:
    return count if count >= value("suppress_under") else None


def _kept(figure: Figure) -> Figure:
    return figure if figure.of is not None and figure.of >= value("suppress_under") else _TOO_FEW


def _all_kept(figures: dict[str, Figure]) -> dict[str, Figure]:
    return {name: _kept(figure) for name, figure in figures.items()}
