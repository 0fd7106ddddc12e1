"""A socket's path must be short and plain; where it is not, another closed folder stands in."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from config.stack.refusal import Refusal

PLAIN = re.compile(r"[\w/.+-]+", re.ASCII)  # commas and spaces mean something in addresses
LONGEST = 90  # bytes for the folder; the kernel allows 107 for the whole path


def folder_for(folder: Path) -> Path:
    """The folder itself, or a stand-in with the same name for the same folder."""
    if len(os.fsencode(folder)) <= LONGEST and PLAIN.fullmatch(str(folder)):
        return folder
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    if os.geteuid() == 0:  # where no other account can lay a trap
        return Path("/run/tiantong") / name
    return mine(Path("/tmp") / f"tiantong-{name}")


def mine(folder: Path) -> Path:
    """Make it; raises Refusal when another account was there first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Refusal(f"{folder} 属于其他账户：请用较短的 DATA_DIR 路径再运行。")
    return folder
