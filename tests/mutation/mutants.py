"""Mutants: copies of a module with one thing changed inside one function, and how to put one in place.

The changes are mutmut's own operators and a few more. mutmut's runner leaves every decorated function out, and every rule
is one, so the mutants are made and put in place here: the code of the live function is exchanged, which reaches it
wherever it is held (a ``Rule``, a property, a cache). Decorators hold a rule's metadata and examples, which tests/rules
checks; they, docstrings, annotations and tables at module level are not mutated.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min"}
OPPOSITE: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.GreaterThanEqual,
    cst.LessThanEqual: cst.GreaterThan,
    cst.GreaterThan: cst.LessThanEqual,
    cst.GreaterThanEqual: cst.LessThan,
}


def more_operators(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """What mutmut does not do.

    One side of ``and`` and ``or``, opposite comparisons, ``any`` for ``all`` and ``min`` for ``max``, no filter, no answer, and
    a condition that always or never holds.
    """
    if isinstance(node, cst.BooleanOperation):
        yield from (node.left, node.right)
    elif isinstance(node, cst.ComparisonTarget) and type(node.operator) in OPPOSITE:
        yield node.with_changes(operator=OPPOSITE[type(node.operator)]())
    elif isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in SWAPPED:
        yield node.with_changes(func=cst.Name(SWAPPED[node.func.value]))
    elif isinstance(node, cst.CompFor) and node.ifs:
        yield node.with_changes(ifs=())
    elif isinstance(node, cst.Return) and node.value is not None and getattr(node.value, "value", "") != "None":
        yield node.with_changes(value=cst.Name("None"))
    elif isinstance(node, cst.If):
        yield node.with_changes(test=cst.Name("True"))
        yield node.with_changes(test=cst.Name("False"))


@dataclass(frozen=True)
class Mutant:
    """One change in one function. ``old`` and ``new`` are the lines that differ."""

    module: str
    function: str
    line: int
    old: str
    new: str
    source: str

    @property
    def path(self) -> str:
        """The file, from the top of the checkout."""
        package = hasattr(import_module(self.module), "__path__")
        return self.module.replace(".", "/") + ("/__init__.py" if package else ".py")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the list of survivors calls it; lines may move."""
        return self.module, self.function, self.old, self.new

    def shown(self) -> tuple[str, str, str]:
        """Where it is, what stands there, and what the mutant has instead."""
        return f"{self.path}:{self.line} {self.function}", f"  - {self.old}", f"  + {self.new}"

    @property
    def _live(self) -> Any:
        live: Any = import_module(self.module)
        for name in self.function.split("."):
            live = vars(live)[name] if isinstance(live, type) else getattr(live, name)
        return live

    @property
    def live_code(self) -> CodeType:
        """The code of the function as it stands."""
        return function_of(self._live).__code__

    @property
    def is_cached(self) -> bool:
        """Whether the function remembers its answers from one test to the next."""
        return hasattr(self._live, "cache_clear")

    def put_in_place(self) -> None:
        """Exchange the code of the live function for this mutant's. Only ever in a forked child."""
        code: CodeType = compile(self.source, self.path, "exec", dont_inherit=True)
        for name in self.function.split("."):
            code = next(part for part in code.co_consts if isinstance(part, CodeType) and part.co_name == name)
        if self.is_cached:
            self._live.cache_clear()
        function_of(self._live).__code__ = code


def function_of(live: Any) -> FunctionType:
    """The plain function inside a rule, a property, a cached property or a wrapper."""
    while not isinstance(live, FunctionType) or hasattr(live, "__wrapped__"):
        inner = (getattr(live, name, None) for name in ("__wrapped__", "find", "fget", "func"))
        live = next(found for found in inner if found is not None)
    return live


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.names: list[str] = []
        self.functions = 0
        self.found: list[tuple[str, int, cst.CSTNode, cst.CSTNode]] = []

    def visit_ClassDef(self, node: cst.ClassDef) -> None:  # noqa: N802
        self.names.append(node.name.value)

    def leave_ClassDef(self, original_node: cst.ClassDef) -> None:  # noqa: N802
        self.names.pop()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:  # noqa: N802
        if not self.functions:
            self.names.append(node.name.value)
        self.functions += 1
        node.body.visit(self)
        self.functions -= 1
        if not self.functions:
            self.names.pop()
        return False

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Decorator) or _is_docstring(node) or _only_asks_the_type(node):
            return False
        if self.functions:
            changes: list[cst.CSTNode] = list(more_operators(node))
            for kind, operator in mutation_operators:
                changes.extend(operator(node) if isinstance(node, kind) else ())
            line = self.get_metadata(PositionProvider, node).start.line if changes else 0
            self.found.extend((".".join(self.names), line, node, changed) for changed in changes)
        return super().on_visit(node)


def _is_docstring(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString | cst.ConcatenatedString)


def _only_asks_the_type(node: cst.CSTNode) -> bool:
    """mutmut leaves the arguments of these out as well: nearly every change to them is an error at once."""
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in ("len", "isinstance")


def mutants_of(module: str) -> list[Mutant]:
    """Every mutant of a module that differs from it and compiles, in the order of its lines."""
    path = Path(import_module(module).__file__ or "")
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    whole = wrapper.module
    found: dict[str, Mutant] = {}
    for place, statement in enumerate(whole.body):
        finder = _Finder()
        with finder.resolve(wrapper):
            statement.visit(finder)
        own = whole.code_for_node(statement)
        before, after = (_code(whole, part) for part in ((*whole.header, *whole.body[:place]), whole.body[place + 1 :]))
        meant = ast.dump(ast.parse(own))
        for function, line, node, changed in finder.found:
            text = whole.code_for_node(statement.deep_replace(node, changed))
            try:
                if ast.dump(ast.parse(text)) == meant:
                    continue
            except SyntaxError:
                continue
            mutant = Mutant(module, function, line, *_difference(own, text), before + text + after)
            found.setdefault(mutant.source, mutant)
    return sorted(found.values(), key=lambda mutant: mutant.line)


def _code(whole: cst.Module, nodes: Sequence[cst.CSTNode]) -> str:
    return "".join(whole.code_for_node(node) for node in nodes)


def _difference(old: str, new: str) -> tuple[str, str]:
    before, after = old.splitlines(), new.splitlines()
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return " ".join(line.strip() for line in before), " ".join(line.strip() for line in after)
