"""How much text the cells of a sheet would hold: a shared text stands once in the file, and in
each cell that names it when it is read."""

from __future__ import annotations

import re
from array import array
from xml.parsers.expat import ParserCreate

_ATTRIBUTES = re.compile(rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*\s*/?""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_INDEX = re.compile(rb"><(?:[^\s<>/:]+:)?v>(\d{1,9})</(?:[^\s<>/:]+:)?v></(?:[^\s<>/:]+:)?c>")


class Texts:
    """The lengths of a workbook's shared texts, in bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.lengths, self.longest = most, array("L"), 0

    def learn(self, part: bytes) -> None:
        """Raises ValueError for more than the cells could name, ExpatError for what is no XML."""
        parser = ParserCreate()
        parser.StartElementHandler, parser.CharacterDataHandler = self._begun, self._more
        parser.buffer_text = True
        parser.Parse(part, True)
        self.longest = max(self.lengths, default=0)

    def _begun(self, name: str, _: object) -> None:
        if name.rpartition(":")[2] == "si":
            if len(self.lengths) == self.most:
                raise ValueError
            self.lengths.append(0)

    def _more(self, words: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(words.encode())

    def of(self, sheet: bytes, tag: re.Match[bytes]) -> int:
        """What the cell that this tag opens takes from here; written unusually: the longest.

        Raises ValueError for a tag that other readers could understand otherwise, IndexError for
        a text that is not there.
        """
        if not _ATTRIBUTES.fullmatch(tag["told"]):
            raise ValueError
        if not _SHARED.search(tag["told"]) or tag["told"].endswith(b"/"):
            return 0
        found = _INDEX.match(sheet, tag.end())
        return self.lengths[int(found[1])] if found else self.longest


__all__ = ["Texts"]
