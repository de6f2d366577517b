"""Hypothesis profiles: 500 examples a property in CI and by default, 5,000 with ``HYPOTHESIS_PROFILE=nightly``.

``python -m tests.mutation`` runs a few of them, the same ones for every mutant.
"""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("default", max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "mutation",
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
