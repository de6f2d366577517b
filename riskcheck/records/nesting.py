"""How deep in brackets a text is, as it arrives in parts, whether or not it is sound JSON.

Brackets inside strings do not count. JSON strings hold no line breaks, so a string that is not closed ends with its
line and the damage stays there. A bracket that closes the wrong kind closes everything opened since its own kind.
"""

import re

from riskcheck.records import limits

WHITESPACE = b" \t\n\r"
COMMA, COLON, QUOTE, ESCAPE = b',:"\\'
OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT = b"[]{}"
_OPENER = {CLOSE_LIST: OPEN_LIST, CLOSE_OBJECT: OPEN_OBJECT}

_STRING = rb'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"'
_DULL = re.compile(rb'(?:[^"{}\[\]]++|' + _STRING + rb")*+")
_DULL_AT_TOP = re.compile(rb'(?:[^"{}\[\],]++|' + _STRING + rb")*+")
_IN_STRING = re.compile(rb'[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+')


class Nesting:
    """The brackets that are open after the text so far.

    With ``in_list`` the text is the inside of a list, and :meth:`scan` stops where an element of it ends.
    """

    def __init__(self, *, in_list: bool = False) -> None:
        self._in_list = in_list
        self._open = bytearray()
        self._in_string = False
        self._escaped = False
        self._last = 0

    @property
    def closed(self) -> bool:
        """Whether everything that was opened has been closed."""
        return not self._open and not self._in_string

    @property
    def too_deep(self) -> bool:
        """Whether more is open than any record may nest."""
        return len(self._open) > limits.DEPTH

    @property
    def awaits_value(self) -> bool:
        """Whether a value, and so an opening bracket, could come next in sound JSON."""
        if not self._open:
            return True
        return self._last == COLON if self._open[-1] == OPEN_OBJECT else self._last in (OPEN_LIST, COMMA)

    def scan(self, text: bytes, start: int = 0) -> int:
        """Take in a part of the text. Returns its length, or where in it an element of the list ended.

        What ended it is the byte there: a comma, the list's own closing bracket, or an object's opening bracket
        where only a name can come, which says that an earlier bracket was left out.
        """
        at, end = start, len(text)
        while at < end:
            if self._in_string:
                at = self._leave_string(text, at)
                continue
            dull = _DULL if self._open or not self._in_list else _DULL_AT_TOP
            at = self._skip(dull, text, at)
            if at == end:
                break
            if text[at] == QUOTE:
                self._in_string = True
            elif self._ends_element(text, start, at):
                self._open.clear()
                self._last = 0
                return at
            at += 1
        self._last = (text[start:].rstrip(WHITESPACE)[-1:] or bytes([self._last]))[0]
        return end

    @staticmethod
    def _skip(dull: re.Pattern[bytes], text: bytes, at: int) -> int:
        match = dull.match(text, at)
        return match.end() if match else at

    def _leave_string(self, text: bytes, at: int) -> int:
        """Go on to the end of the string that is open, or of the text, whichever is first."""
        at = self._skip(_IN_STRING, text, at + self._escaped)
        self._escaped = False
        if at >= len(text):
            return len(text)
        if text[at] == ESCAPE and at + 1 == len(text):
            self._escaped = True
            return len(text)
        self._in_string = False
        return at + 1

    def _ends_element(self, text: bytes, start: int, at: int) -> bool:
        byte = text[at]
        if byte == COMMA:
            return True
        if byte in (OPEN_LIST, OPEN_OBJECT):
            in_object = self._in_list and byte == OPEN_OBJECT and self._open[-1:] == b"{"
            if in_object and self._before(text, start, at) == COMMA:
                return True
            if len(self._open) < limits.BYTES:
                self._open.append(byte)
            return False
        # How far to look back is bounded, so that hostile text cannot make this slow.
        opened = self._open.rfind(_OPENER[byte], max(0, len(self._open) - limits.DEPTH))
        if opened >= 0:
            del self._open[opened:]
            return False
        return self._in_list and byte == CLOSE_LIST

    def _before(self, text: bytes, start: int, at: int) -> int:
        """The last byte before ``at`` that is not white space."""
        while at > start:
            at -= 1
            if text[at] not in WHITESPACE:
                return text[at]
        return self._last
