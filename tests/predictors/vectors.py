"""The published vectors, where they lie beside this checkout."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reference" / "actuarial"
MISSING = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the vectors are not beside this checkout (shared/reference/actuarial)"
)


def benchmark() -> ModuleType:
    """The benchmark, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("predictors_benchmark", ROOT / "tests" / "benchmarks" / "predictors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
