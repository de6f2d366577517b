"""Makes the weights by which mentions are judged, from the labelled sentences under ``tuning``.

Use: ``python -m riskcheck.text.train [FOLDER]``. Writes ``riskcheck/policy/reading_weights.json``: a multinomial logistic
model over the facts about each candidate, with how it did on each author when that author was left out of its training.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import msgspec

from riskcheck.text.find import EVERYTHING, judged, seen, worth_reading
from riskcheck.text.judge import NONE, SCALE, Weights
from riskcheck.text.measure import FOLDER, KINDS_MATTER, Labelled, labelled, measures, setting_of
from riskcheck.text.mention import Because, Category
from riskcheck.text.sentence import Seen

PENALTY = 0.5
"""The inverse strength of the penalty on squared weights (``C`` of scikit-learn), chosen by leaving authors out."""
AT_LEAST = 5
"""Of how many candidates a fact must hold to have a weight."""
NEEDED: dict[Category, float] = dict.fromkeys(Category, 0.6)
"""The probability from which a candidate counts: above a half, because a wrong "own" is the worse error."""
_WHERE = Path(__file__).parents[1] / "policy" / "reading_weights.json"

Row = tuple[Labelled, list[tuple[str, Seen]]]


def rows(folder: Path) -> dict[str, list[Row]]:
    """Each author's labelled sentences with the candidates in them."""
    return {author: [(row, _seen(voice, row)) for voice, row in found] for author, found in labelled(folder).items()}


def _seen(voice: str, row: Labelled) -> list[tuple[str, Seen]]:
    wanted = frozenset(category for category in EVERYTHING if worth_reading(row.text, (category,)))
    return seen(row.text, setting_of(voice), wanted) if wanted else []


def reason(row: Labelled, one: Seen) -> str:
    """What a careful reader says of a candidate; ``own`` where one reason of several is."""
    said = [
        expected.because.value
        for expected in row.expected
        if expected.category is one.category and (one.category not in KINDS_MATTER or expected.kind == one.kind)
    ]
    return Because.OWN.value if Because.OWN in said else (said or [NONE])[0]


def fit(found: Iterable[Row]) -> tuple[tuple[str, ...], tuple[int, ...], dict[str, tuple[int, ...]]]:
    """The reasons, where each starts and the weights of the facts, in hundredths."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    pairs = [(one.facts, reason(row, one)) for row, candidates in found for _, one in candidates]
    often = Counter(fact for facts, _ in pairs for fact in facts)
    kept = sorted(fact for fact, times in often.items() if times >= AT_LEAST)
    table = DictVectorizer().fit([dict.fromkeys(kept, 1)])
    model = LogisticRegression(C=PENALTY, max_iter=3000)
    model.fit(table.transform([dict.fromkeys(sorted(facts), 1) for facts, _ in pairs]), [said for _, said in pairs])
    start = tuple(round(SCALE * float(one)) for one in model.intercept_)
    by_fact = zip(table.get_feature_names_out(), model.coef_.T, strict=True)
    weights = {str(fact): tuple(round(SCALE * float(one)) for one in row) for fact, row in by_fact}
    return tuple(map(str, model.classes_)), start, {fact: row for fact, row in weights.items() if any(row)}


def train(folder: Path) -> Weights:
    """Train on every author, and on every set of authors but one. Raises ``FileNotFoundError`` without sentences."""
    authors = rows(folder)
    if not authors:
        raise FileNotFoundError(f"no labelled sentences in {folder}")
    left_out = {author: _without(author, authors) for author in authors} if len(authors) > 1 else {}
    return _weights(folder, fit(row for found in authors.values() for row in found), left_out)


def _without(author: str, authors: Mapping[str, list[Row]]) -> dict[str, tuple[int, int, int]]:
    """How the model without an author does on the author: right, wrong and missed by category, and not own taken as own."""
    made = _weights(None, fit(row for other, found in authors.items() if other != author for row in found), {})
    found = measures([(row, judged(row.text, candidates, made)) for row, candidates in authors[author]])
    figures = {name: (one.right, one.wrong, one.missed) for name, one in found.counting.items()}
    return figures | {"not_own_as_own": (found.not_own_as_own, 0, 0)}


def _weights(
    folder: Path | None,
    made: tuple[tuple[str, ...], tuple[int, ...], dict[str, tuple[int, ...]]],
    left_out: dict[str, dict[str, tuple[int, int, int]]],
) -> Weights:
    return Weights(
        format="riskcheck.reading-weights/1",
        about="Weights of facts, in hundredths, by which mentions in free text are judged. Made from synthetic sentences by "
        "python -m riskcheck.text.train; do not edit.",
        sentences=fingerprint_of_sentences(folder) if folder else "",
        lexicons=fingerprint_of_lexicons(),
        penalty=PENALTY,
        at_least=AT_LEAST,
        needed=NEEDED,
        left_out=left_out,
        reasons=made[0],
        start=made[1],
        weights=made[2],
    )


def fingerprint_of_sentences(folder: Path) -> str:
    """The sha256 of the labelled sentences, author by author and voice by voice."""
    return _sha256(sorted(folder.glob("*/*.jsonl")))


def fingerprint_of_lexicons() -> str:
    """The sha256 of the lexicons that are read with the weights."""
    lexicons = (Path(str(one)) for one in files("riskcheck.policy").iterdir())
    return _sha256(sorted(one for one in lexicons if one.name.startswith("lexicon_") and one.name != "lexicon_considered.toml"))


def _sha256(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def as_json(weights: Weights) -> bytes:
    """The weights as a file: one fact a line, so that a change can be read."""
    rows = ",\n".join(f"  {msgspec.json.encode(fact).decode()}: {list(row)}" for fact, row in sorted(weights.weights.items()))
    rest = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(weights, weights={})), indent=1).decode()
    return rest.replace('"weights": {}', '"weights": {\n' + rows + "\n }").encode() + b"\n"


def main(arguments: Sequence[str]) -> None:
    """Train, write the weights, and print how each author did when left out."""
    folder = Path(arguments[0]) if arguments else FOLDER / "tuning"
    made = train(folder)
    _WHERE.write_bytes(as_json(made))
    sys.stderr.write(f"{len(made.weights)} facts\n")


if __name__ == "__main__":
    main(sys.argv[1:])
