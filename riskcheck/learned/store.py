"""Model files: text and numbers only, so that opening one can do nothing but fail.

One JSON object. Its ``body`` is the JSON text of everything the model is, and ``sha256`` is that text's fingerprint; inside it,
tables of numbers are deflated little-endian bytes with their shape. Scoring needs nothing else, neither scikit-learn's objects
nor the data. A fingerprint inside a file shows damage, not forgery: keep the one that ``save`` returns apart, and ask for it
at loading.
"""

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.utils.validation import check_is_fitted

import riskcheck
from riskcheck.errors import UnreadableFile, UnusableModel, UnwritableFile
from riskcheck.learned.alike import Caseload
from riskcheck.learned.amount import Amount
from riskcheck.learned.calibration import Band, Calibration
from riskcheck.learned.fingerprint import table_fingerprint
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.ratings import Ratings
from riskcheck.learned.scorer import Scorer
from riskcheck.learned.trees import MOST_LEAVES, Forest

FORMAT = "riskcheck.peers/1"

LARGEST_FILE = 1_000_000_000
"""Bytes of a model file: over ten times one for the whole service's caseload of 240,000 with 60 features."""

LARGEST_TABLE = 400_000_000
"""Numbers in one table, as a guard against a small file that would fill the memory."""

KINDS = {"<f8": np.float64, "<i8": np.int64, "|b1": np.bool_}
"""The kinds of numbers that a table may hold."""


def save(
    model: PeerConsistency, path: str | Path, *, with_caseload: bool = True, about: Mapping[str, Any] | None = None
) -> str:
    """Write a fitted model to a file that holds only text and numbers, and return the file's SHA-256 fingerprint.

    The same model gives the same bytes. The file holds a row for every case (never a name or reference) unless
    ``with_caseload`` is False; then it cannot show peers. ``about`` is kept with it, as JSON. Raises ``UnwritableFile``.
    """
    check_is_fitted(model)
    path = str(path)
    body = json.dumps(_body(model, with_caseload, dict(about or {})), sort_keys=True, allow_nan=False)
    written = json.dumps({"body": body, "format": FORMAT, "sha256": _sha256(body.encode())}, sort_keys=True).encode() + b"\n"
    try:
        Path(path).write_bytes(written)
    except OSError as fault:
        raise UnwritableFile(path, fault.strerror or type(fault).__name__) from None
    return _sha256(written)


def load(path: str | Path, *, features: Sequence[str] | None = None, fingerprint: str | None = None) -> PeerConsistency:
    """Read a model back; its decision function is the same, bit for bit.

    ``features`` are the columns it will be given; ``fingerprint`` is the SHA-256 that the file must have. Raises
    ``UnreadableFile``, and ``UnusableModel`` for other features, another version, or a file that was changed.
    """
    path = str(path)
    body = read_body(path, fingerprint=fingerprint)
    try:
        if features is not None and list(features) != body["features"]:
            raise UnusableModel(path, _other_features(body["features"], list(features)))
        return _model(body)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, binascii.Error, zlib.error) as fault:
        raise UnusableModel(path, "what it holds does not fit together") from fault


def read_body(path: str, *, fingerprint: str | None = None) -> dict[str, Any]:
    """What a model file says, tables unread: its features, parameters, versions, fingerprints and ``about``.

    Raises ``UnreadableFile`` and ``UnusableModel``.
    """
    try:
        if Path(path).stat().st_size > LARGEST_FILE:
            raise UnusableModel(path, f"it is larger than {LARGEST_FILE:,} bytes")
        written = Path(path).read_bytes()
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    if fingerprint is not None and _sha256(written) != fingerprint:
        raise UnusableModel(path, "it is not the file with the fingerprint that was asked for")
    outer = _parsed(path, written)
    if outer.get("format") != FORMAT:
        raise UnusableModel(path, f"it is not in the format {FORMAT}")
    text = outer.get("body")
    if not isinstance(text, str) or _sha256(text.encode("utf-8", "surrogatepass")) != outer.get("sha256"):
        raise UnusableModel(path, "it was changed after it was written")
    body = _parsed(path, text.encode("utf-8", "surrogatepass"))
    versions, here = body.get("versions"), riskcheck.__version__
    made = str(versions.get("riskcheck")) if isinstance(versions, dict) else "an unknown version"
    if made.split(".")[:2] != here.split(".")[:2]:
        raise UnusableModel(path, f"it was made by riskcheck {made} and this is {here}; train it again")
    return body


def file_fingerprint(path: str) -> str:
    """SHA-256 of a file, as ``save`` tells it. Raises ``UnreadableFile``."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None


def _body(model: PeerConsistency, with_caseload: bool, about: dict[str, Any]) -> dict[str, Any]:
    scorer = model._scorer
    return {
        "about": about,
        "amount": {
            "mean": _packed(scorer.amount.mean),
            "weight": _packed(scorer.amount.weight),
            "usual": scorer.amount.usual,
            "spread": scorer.amount.spread,
        },
        "calibration": asdict(scorer.calibration),
        "calibration_error": model.calibration_error_,
        "caseload": _kept(model._caseload) if with_caseload and model._caseload is not None else None,
        "cutoff": model.cutoff_,
        "data_sha256": model.data_fingerprint_,
        "evidence_weight": scorer.evidence_weight,
        "features": list(model._names()),
        "first_high": model._first_high,
        "forest": {field.name: _packed(getattr(scorer.forest, field.name)) for field in fields(Forest)},
        "levels": list(model.levels_),
        "named": hasattr(model, "feature_names_in_"),
        "parameters": _parameters(model),
        "reliability": [asdict(band) for band in model.reliability_],
        "versions": {"riskcheck": riskcheck.__version__}
        | {name: metadata.version(name) for name in ("numpy", "scikit-learn", "scipy")},
    }


def _kept(caseload: Caseload) -> dict[str, Any]:
    return {"table": _packed(caseload.table), "ratings": _packed(caseload.ratings), "distance": caseload.distance}


def _parameters(model: PeerConsistency) -> dict[str, Any]:
    """The parameters that JSON can hold; a splitter or a random state is told by its name."""
    plain = {"monotonic": model._signs().tolist()}
    return {
        name: plain.get(name, value if isinstance(value, str | int | float | None) else type(value).__name__)
        for name, value in model.get_params(deep=False).items()
    }


def _model(body: Mapping[str, Any]) -> PeerConsistency:
    known = PeerConsistency().get_params(deep=False)
    parameters = {name: body["parameters"][name] for name in known}
    if isinstance(parameters["folds"], str):
        parameters["folds"] = known["folds"]
    if isinstance(parameters["random_state"], str):
        parameters["random_state"] = known["random_state"]
    model = PeerConsistency(**parameters)
    names = body["features"]
    model.n_features_in_ = len(names)
    if body["named"]:
        model.feature_names_in_ = np.array(names, dtype=object)
    forest = Forest(**{field.name: _unpacked(body["forest"][field.name]) for field in fields(Forest)})
    _check_forest(forest, len(names))
    amount, calibration = body["amount"], body["calibration"]
    scorer = Scorer(
        forest,
        Calibration(calibration["slope"], calibration["intercept"], tuple(calibration["knots"]), tuple(calibration["heights"])),
        Amount(_unpacked(amount["mean"]), _unpacked(amount["weight"]), amount["usual"], amount["spread"]),
        float(body["evidence_weight"]),
    )
    ratings = Ratings(np.empty(0, dtype=np.int64), tuple(body["levels"]), int(body["first_high"]))
    model._set(scorer, float(body["cutoff"]), ratings)
    model.calibration_error_ = float(body["calibration_error"])
    model.reliability_ = tuple(Band(**band) for band in body["reliability"])
    model.data_fingerprint_ = body["data_sha256"]
    model._caseload = _caseload(body, scorer, model) if body["caseload"] is not None else None
    return model


def _caseload(body: Mapping[str, Any], scorer: Scorer, model: PeerConsistency) -> Caseload:
    kept = body["caseload"]
    table, ratings = _unpacked(kept["table"]), _unpacked(kept["ratings"])
    if table_fingerprint(table, ratings, body["features"], body["levels"]) != body["data_sha256"]:
        raise ValueError("not the cases that it was trained on")
    counts = scorer.contributions(table, model._names()).values
    return Caseload(table, counts, ratings, model.levels_, float(kept["distance"]))


def _check_forest(forest: Forest, features: int) -> None:
    """Raise ``ValueError`` unless every index in the tables points where it may, so that scoring cannot run astray."""
    nodes = len(forest.feature)
    alike = {len(getattr(forest, name)) for name in ("threshold", "missing_left", "left", "right", "value", "cases")}
    starts, members = forest.tree_starts, forest.member_starts
    sizes = np.diff(starts)
    size = np.repeat(sizes, sizes)
    at = np.arange(nodes) - np.repeat(starts[:-1], sizes)
    inner = forest.left > 0
    sound = (
        alike == {nodes}
        and starts[0] == members[0] == 0
        and starts[-1] == nodes
        and members[-1] == len(sizes)
        and len(forest.baselines) == len(members) - 1 > 0
        and bool((sizes >= 1).all() and (sizes <= 2 * MOST_LEAVES - 1).all() and (np.diff(members) >= 0).all())
        and bool((forest.feature >= 0).all() and (forest.feature < features).all() and (forest.cases > 0).all())
        and bool((forest.left[inner] > at[inner]).all() and (forest.right[inner] > at[inner]).all())
        and bool((forest.left < size).all() and (forest.right < size).all())
    )
    if not sound:
        raise ValueError("the trees do not hold together")


def _packed(table: NDArray[Any]) -> dict[str, Any]:
    kind = next(kind for kind, known in KINDS.items() if table.dtype == known)
    packed = zlib.compress(np.ascontiguousarray(table).astype(kind).tobytes(), 6)
    return {"kind": kind, "shape": list(table.shape), "deflated": base64.b64encode(packed).decode("ascii")}


def _unpacked(packed: Mapping[str, Any]) -> NDArray[Any]:
    kind, shape = np.dtype(KINDS[packed["kind"]]).newbyteorder("<"), tuple(int(size) for size in packed["shape"])
    numbers = int(np.prod(shape, dtype=object)) if shape else 1
    if not 0 <= numbers <= LARGEST_TABLE:
        raise ValueError("a table is too large")
    expand = zlib.decompressobj()
    data = expand.decompress(base64.b64decode(packed["deflated"], validate=True), numbers * kind.itemsize + 1)
    return np.frombuffer(data, dtype=kind).reshape(shape).astype(KINDS[packed["kind"]])


def _parsed(path: str, text: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        parsed = None
    if not isinstance(parsed, dict):
        raise UnusableModel(path, "it is not a model file, or is cut short")
    return parsed


def _other_features(made_for: list[str], given: list[str]) -> str:
    lacking = [name for name in made_for if name not in given]
    extra = [name for name in given if name not in made_for]
    if lacking:
        return f"it needs the feature {lacking[0]}, which is not here ({len(lacking)} such)"
    if extra:
        return f"it does not know the feature {extra[0]} ({len(extra)} such)"
    return "its features are in another order"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
