"""One JSON object a line, with the request's and the case's id, for people and machines alike."""

from __future__ import annotations

import logging
from typing import Any

import structlog

# Local variables hold passwords and what people typed: they never reach a file.
TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
# Context of the current request or task: merged into every line, also those of Django and Celery.
SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    TRACEBACKS,
]
DOUBLED = ("django", "django.server", "gunicorn.error", "gunicorn.access")
NOISY = ("celery.app.trace", "celery.worker.strategy", "celery.beat")


def drop_unserialisable(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Live objects in a record (Django attaches the request) do not belong in a file."""
    event.pop("request", None)
    event.pop("data", None)
    return event


def configuration(level: str) -> dict[str, Any]:
    """The LOGGING setting: everything to standard error as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    drop_unserialisable,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                ],
            }
        },
        "handlers": {"line": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["line"], "level": level},
        # Their own handlers would write a second, unstructured copy.
        "loggers": {
            name: {"handlers": [], "level": "NOTSET", "propagate": True} for name in DOUBLED
        }
        | {name: {"level": "WARNING"} for name in NOISY}
        # Refusals have their line already, with the request's id: Django's second one has none.
        | {"django.request": {"level": "ERROR"}},
    }


def configure() -> None:
    """Let structlog's own loggers go the same way as the standard library's."""
    logging.captureWarnings(True)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def bind_case(uid: object) -> None:
    """Put the case's public id into every further line of this request or task."""
    structlog.contextvars.bind_contextvars(case=str(uid))
