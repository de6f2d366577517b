"""Records that differ in one thing from another, and that one thing decides whether a rule speaks.

There is a module for each module of rules. In the records of ``FIRES`` the rule speaks, in those of ``QUIET`` it does not.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.rules.near_misses.form import NearMiss

_MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name not in ("form", "made")]

FIRES: list[NearMiss] = [near for module in _MODULES for near in module.FIRES]
QUIET: list[NearMiss] = [near for module in _MODULES for near in module.QUIET]
