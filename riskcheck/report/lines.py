"""Lines of text for a screen: wrapped at 100 columns, with emphasis where the screen has it."""

from textwrap import wrap
from typing import TextIO

WIDTH = 100
_BOLD, _QUIET, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Lines:
    """Writes wrapped lines. What it is given must already be safe to show (:func:`wording.visible`)."""

    def __init__(self, out: TextIO, colour: bool) -> None:
        self._out = out
        self._colour = colour

    def gap(self) -> None:
        """An empty line."""
        self._out.write("\n")

    def line(self, text: str, indent: int = 0, first: str = "") -> None:
        """A paragraph. ``first`` stands before its first line, and the other lines stand under the text."""
        self._write(text, indent, first, "")

    def entry(self, text: str) -> None:
        """An entry of a list without marks: its first line at the edge, the others set in."""
        for line in wrap(text, WIDTH, subsequent_indent="    ", break_on_hyphens=False):
            self._out.write(f"{line}\n")

    def strong(self, text: str, indent: int = 0) -> None:
        """Whatever a reader should find first."""
        self._write(text, indent, "", _BOLD)

    def heading(self, text: str) -> None:
        """A heading after an empty line."""
        self.gap()
        self.strong(text)

    def quiet(self, text: str, indent: int = 0, first: str = "") -> None:
        """What a reader may pass over."""
        self._write(text, indent, first, _QUIET)

    def bullets(self, texts: list[str], indent: int) -> None:
        """A list."""
        for text in texts:
            self.line(text, indent, "- ")

    def _write(self, text: str, indent: int, first: str, ink: str) -> None:
        if len(first) > WIDTH // 2:
            text, first = f"{first}{text}", ""
        indent = min(indent, WIDTH // 3)
        start, under = " " * indent + first, " " * (indent + len(first))
        for line in wrap(text, WIDTH, initial_indent=start, subsequent_indent=under, break_on_hyphens=False) or [start]:
            self._out.write(f"{ink}{line}{_PLAIN}\n" if self._colour and ink else f"{line.rstrip()}\n")
