"""The fingerprint of a table that a model was trained on."""

import hashlib
import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def table_fingerprint(
    table: NDArray[np.float64], ratings: NDArray[np.int64], names: Sequence[str], levels: Sequence[object]
) -> str:
    """SHA-256 of the data that a model was trained on: names, levels, values and ratings, in order."""
    made = hashlib.sha256(json.dumps([list(names), [str(level) for level in levels], list(table.shape)]).encode())
    values = np.where(np.isnan(table), np.nan, table + 0.0)  # one NaN, one nought, whatever bits they came in
    made.update(values.astype("<f8").tobytes())
    made.update(ratings.astype("<i8").tobytes())
    return made.hexdigest()
