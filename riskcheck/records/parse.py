"""From the bytes of one record to an object, refusing what JSON parsers usually let through.

JSON allows a name twice, and parsers keep the last one: a rating could say ``high`` to a reader and ``low`` to a
program. Names are counted without parsing twice: every name is followed by one colon, so the text has as many colons
as the parsed object written out again, unless a name was dropped or a colon was written as ``\\u003a``.
"""

import re

import msgspec

from riskcheck.records import limits, locate
from riskcheck.records.problem import Problem, Refused
from riskcheck.records.split import TOO_LARGE

_DECODER = msgspec.json.Decoder()
_ENCODER = msgspec.json.Encoder()

_BYTE = re.compile(r"\(byte (\d+)\)")
_BARE_WORD = re.compile(rb"[A-Za-z+-]+\W?\Z")
_NOT_A_NUMBER = re.compile(rb"[+-]?(?:NaN|Infinity|inf)\b", re.IGNORECASE)
_CONTROL = tuple(bytes([code]) for code in range(32))
_SURROGATE = re.compile(rb"\\u[dD][89aAbB]")

_TOO_DEEP = f"is nested more than {limits.DEPTH} deep"
_TWICE = "is given twice in one object: keep one"
_CUT_SHORT = "ends before the record is complete: the file may have been cut short"
_LONE_SURROGATE = "has half of a character (a lone \\u surrogate) in its text: write the whole character"
_TEXT_AFTER = "there is text after the end of the record: one record on a line, or a list of them"
_NOT_UTF8 = "is not UTF-8 text here: save the file as UTF-8"
_TOO_BIG = "has a number that is too large to be read exactly"

# The parser's own words, none of which carry the text: each says where, and ours say what to do.
_FAULTS = (
    ("truncated", _CUT_SHORT),
    ("trailing characters", _TEXT_AFTER),
    ("trailing comma", "has a comma with nothing after it: take it out"),
    ("surrogate", _LONE_SURROGATE),
    ("keys must be strings", "has a field name that is not in double quotes: write \"date\", not date or 'date'"),
    ("expected ':'", "has a field name with no colon after it"),
    ("expected ','", "has a comma or a closing bracket missing before this"),
    ("escape", "has a backslash that starts no JSON escape: write two backslashes for one"),
    ("invalid number", "has a number that JSON does not know: no leading zeros, and digits on both sides of the point"),
)


def parse(text: bytes) -> object:
    """The value of one JSON text. Never a traceback: everything that is wrong raises :class:`Refused`.

    Refused are names given twice, NaN and Infinity, numbers outside the range of a double, nesting deeper than
    :data:`limits.DEPTH`, text larger than :data:`limits.BYTES`, text that is not UTF-8, and half characters.
    """
    if len(text) > limits.BYTES:
        raise Refused(Problem(TOO_LARGE))
    try:
        value = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise Refused(_at_byte(text, _undecodable(text), _NOT_UTF8)) from None
    except RecursionError:
        raise Refused(Problem(_TOO_DEEP)) from None
    except msgspec.ValidationError:
        raise Refused(_at_byte(text, _large_number(text), _TOO_BIG)) from None
    except msgspec.DecodeError as fault:
        raise Refused(_malformed(text, str(fault))) from None
    if _deeper_than(value, limits.DEPTH):
        raise Refused(Problem(_TOO_DEEP))
    if _may_repeat_a_name(text, value) and (path := locate.repeated_name(text)):
        raise Refused(Problem(_TWICE, path, byte=locate.byte_of_repeat(text, path)))
    return value


def _may_repeat_a_name(text: bytes, value: object) -> bool:
    return b"\\u003" in text or text.count(b":") != _ENCODER.encode(value).count(b":")


def _deeper_than(value: object, limit: int) -> bool:
    """Whether lists and objects are nested deeper than a limit; level by level, so that depth costs no stack."""
    level = [value] if type(value) in (dict, list) else []
    for _ in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)  # type: ignore[attr-defined]
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return False
    return True


def _malformed(text: bytes, fault: str) -> Problem:
    found = _BYTE.search(fault)
    byte = int(found[1]) if found else len(text.rstrip())
    message = next((ours for theirs, ours in _FAULTS if theirs in fault), None)
    if message == _CUT_SHORT and _SURROGATE.search(text[-16:]):
        message = _LONE_SURROGATE
    if message == _TEXT_AFTER:
        return Problem(message, byte=byte)
    return _at_byte(text, byte, message or _unexpected(text, byte))


def _unexpected(text: bytes, byte: int) -> str:
    """What to say of a byte that cannot be where it is."""
    word = _BARE_WORD.search(text, max(0, byte - 10), byte)
    if _NOT_A_NUMBER.match(text, byte) or (word and _NOT_A_NUMBER.match(text, word.start())):
        return "NaN and Infinity are not numbers in JSON: leave the field out when the number is not known"
    if text[byte : byte + 1] == b"'":
        return "has text in single quotes: JSON has double quotes only"
    if text[byte : byte + 1] in _CONTROL:
        return "has a line break or another control character inside text: write it as \\n or the like"
    return "is not JSON from here on"


def _at_byte(text: bytes, byte: int, message: str) -> Problem:
    return Problem(message, locate.path_at(text, byte), byte=byte)


def _undecodable(text: bytes) -> int:
    try:
        text.decode()
    except UnicodeDecodeError as fault:
        return fault.start
    return 0


_NUMBER = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(-?\d[\d.eE+-]*)', re.DOTALL)
_MOST_DIGITS = 300


def _large_number(text: bytes) -> int:
    """Where the first number is that the parser found out of range: by its digits or by its size."""
    for match in _NUMBER.finditer(text):
        if match[1] and (len(match[1]) > _MOST_DIGITS or float(match[1]) in (float("inf"), float("-inf"))):
            return match.start()
    return 0
