"""The pages' own files, small on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage


class OwnCompressed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Ours lie there compressed too; the libraries' 27 MB do not: that took most of a minute."""

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        own = [path for path in paths if "/" not in path]
        packed: Iterator[tuple[str, str]] = super().compress_files(own)
        return packed
