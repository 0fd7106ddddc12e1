"""What may be done with templates and compilations."""

from __future__ import annotations

from documents.services.compiling import ask_compilation, compile_next, forget_old
from documents.services.templates import drop_template, use_template

__all__ = ["ask_compilation", "compile_next", "drop_template", "forget_old", "use_template"]
