"""The guides: long documentation for each kind of user, inside the package because reviewers work offline."""

from importlib.resources import files


def guide_names() -> tuple[str, ...]:
    """The guides by name, in order."""
    folder = files("riskcheck.guide")
    return tuple(sorted(found.name.removesuffix(".md") for found in folder.iterdir() if found.name.endswith(".md")))


def guide_text(name: str) -> str:
    """One guide as Markdown; ``name`` is one of ``guide_names``."""
    return files("riskcheck.guide").joinpath(f"{name}.md").read_text(encoding="utf-8")
