"""What holds of an assessment only when every payload that shows it was read: its overall level is the worst of its ratings."""

from typing import Any

from riskcheck.sources.account import What
from riskcheck.sources.draft import Draft, Found
from riskcheck.sources.levels import worst

_UNREADABLE = "has ratings that could not be read, and states no overall level: the overall level is not recorded"


def settle(draft: Draft) -> None:
    """Take the worst of the ratings and of the level stated as overall, and say so where they differ."""
    for one in draft.of("assessments"):
        ratings: dict[str, Any] = one.fields.get("ratings") or {}
        of_ratings = worst(level for column in ratings.values() for level in column.values())
        stated = one.fields.get("overall")
        overall = worst([of_ratings, stated])
        if one.otherwise.pop("_unreadable", False) and worst([stated]) is None and of_ratings is not None:
            file, pointer = one.places[0]
            draft.account.add(file, pointer, What.CHANGED, _UNREADABLE)
            one.fields["overall"] = "not_recorded"
        elif overall is not None:
            one.fields["overall"] = overall
        if isinstance(stated, str) and worst([stated]) is not None and of_ratings is not None and stated != of_ratings:
            _differ(draft, one, stated, of_ratings)


def _differ(draft: Draft, one: Found, stated: str, of_ratings: str) -> None:
    file, pointer = one.places[0]
    message = (
        f"states {stated.replace('_', ' ')} overall where the worst of its ratings is {of_ratings.replace('_', ' ')}: "
        "the worse of the two is taken"
    )
    draft.account.add(file, pointer, What.CHANGED, message)
