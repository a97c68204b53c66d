"""The models' patterns, which are Java's, as Python's regular expressions.

Java's ``matches()`` takes the whole value, and its ``\\w``, ``\\d`` and ``\\s`` are ASCII's. Translated are ``\\p{L}`` and the
like, which Python's ``re`` lacks, the surrogate pairs by which Java writes what lies beyond U+FFFF, a hyphen after a class
within a set, ``(?<name>`` and ``\\z``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from itertools import groupby

#: Names that are no Unicode category → what they stand for within a set.
_ASCII = {
    "ASCII": r"\x00-\x7F",
    "Print": r"\x20-\x7E",
    "Graph": r"\x21-\x7E",
    "Alnum": "A-Za-z0-9",
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "XDigit": "0-9A-Fa-f",
}
_CLASS = re.compile(r"\\([pP])\{(\w+)\}")
_TOKEN = re.compile(rf"{_CLASS.pattern}|\\.|\[\^?|\(\?<(?=[A-Za-z])|&&|.", re.DOTALL)
#: All that lies beyond U+FFFF, in Java's notation and in Python's.
_BEYOND = (r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")
_ELSEWHERE = {"(?<": "(?P<", r"\z": r"\Z"}
_IN_SET = {"[": r"\[", "[^": r"\[^", "|": r"\|"}


@cache
def _spans() -> dict[str, list[str]]:
    """Unicode's categories (``Lu``), each as ranges for a set."""
    spans: dict[str, list[str]] = {}
    for category, points in groupby(range(sys.maxunicode + 1), lambda point: unicodedata.category(chr(point))):
        first = last = next(points)
        for last in points:
            pass
        spans.setdefault(category, []).append(f"\\U{first:08x}-\\U{last:08x}")
    return spans


@cache
def _members(token: str) -> str:
    """What ``\\p{L}``, ``\\p{Lu}``, ``\\P{C}`` or ``\\p{Print}`` stands for within a set."""
    negated, name = _CLASS.fullmatch(token).groups()  # type: ignore[union-attr]
    if name in _ASCII and negated == "p":
        return _ASCII[name]
    chosen = [category for category in _spans() if category.startswith(name) == (negated == "p")]
    if name in _ASCII or not 0 < len(chosen) < len(_spans()):
        raise re.error(f"no translation of {token}")
    return "".join(span for category in chosen for span in _spans()[category])


def translated(pattern: str) -> str:
    """`pattern` in Python's notation; ``re.error`` for what has none."""
    done: list[str] = []
    in_set = after_class = False
    for match in _TOKEN.finditer(pattern.replace(*_BEYOND)):
        token = match[0]
        if match[1]:
            done.append(_members(token) if in_set else f"[{_members(token)}]")
        elif in_set and token == "&&":
            raise re.error("no intersection of sets")
        elif in_set and token == "-" and after_class:
            done.append(r"\-")
        else:
            done.append((_IN_SET if in_set else _ELSEWHERE).get(token, token))
        after_class = bool(match[1]) or token in (r"\w", r"\d", r"\s")
        in_set = token != "]" if in_set else token in ("[", "[^")
    return "".join(done)


@cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """The expression for ``fullmatch``, or None where Python has none for it: such a pattern isn't checked."""
    try:
        return re.compile(translated(pattern), re.ASCII)
    except re.error:
        return None
