"""A start that cannot be: told in one sentence, never as a traceback."""

from __future__ import annotations


class Refusal(Exception):
    """Its text is the Chinese sentence for the person at the terminal."""
