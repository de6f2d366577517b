"""What a near miss is."""

from typing import Any

NearMiss = tuple[str, str, dict[str, Any]]
"""The code of a rule, what the record differs in from one in which the rule does the opposite, and the record."""
