"""COPY out of the database, as its binary form comes: rows of a key and a text."""

from __future__ import annotations

import struct
from typing import IO


class Sink:
    """Where lines are poured into: each a count of two, then length and value of both; before the
    first a head, after the last a count of its own. A few hundred are written at once."""

    SIGN, HEAD, KEY, TEXT, END = b"PGCOPY", 19, slice(6, 14), 18, 2  # bytes
    AT_ONCE = 200

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.found, self.rows = file, bytearray(), list[bytes]()

    def write(self, row: bytes) -> None:
        self.rows.append(row)
        if len(self.rows) == self.AT_ONCE:
            self.pass_on()

    def pass_on(self) -> None:
        if self.rows[0].startswith(self.SIGN):
            self.rows[0] = self.rows[0][self.HEAD :]
        lines = [row for row in self.rows if len(row) > self.END]
        self.found += b"".join([row[self.KEY] for row in lines])
        self.file.write(b"\n".join([*(row[self.TEXT :] for row in lines), b""]))
        self.rows.clear()

    def end(self) -> list[int]:
        """The keys of all lines."""
        if self.rows:
            self.pass_on()
        return [key for (key,) in struct.iter_unpack(">q", self.found)]
