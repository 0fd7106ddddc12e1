"""Celery's doors to what happens to proposals because time passes."""

from __future__ import annotations

import logging
from io import StringIO

from celery import shared_task
from django.core.management import CommandError, call_command

from proposals import services
from proposals.services.following_visits import follow_visitors
from proposals.services.warnings import lapse_warnings

log = logging.getLogger(__name__)


@shared_task
def close_expired() -> int:
    """到期办结; how many cases were closed."""
    return services.close_expired()


@shared_task
def lapse_consents() -> int:
    """逾期未答复转送征询; how many cases were changed."""
    return services.lapse_consents()


@shared_task
def lapse_confirmations() -> int:
    """逾期未表态是否认可落实; how many promises were changed."""
    return services.lapse_confirmations()


@shared_task
def follow_debtors() -> int:
    """承办主体变更: debts whose unit, proposer, visitor or case is gone; how many were changed."""
    return services.follow_debtors() + follow_visitors() + lapse_warnings()


@shared_task
def mend_search() -> int:
    """核对检索: cases that are not found by what they say; how many were put right."""
    return services.mend_search()


@shared_task
def learn_units() -> int:
    """学习承办单位: how many committees' histories were learned."""
    return services.learn_units()


@shared_task
def check_files() -> None:
    """核对附件: the nightly look at the stored bytes; what is wrong is logged and told."""
    told = StringIO()
    try:
        call_command("check_files", stdout=told)
    except CommandError as found:
        log.error("%s\n%s", found, told.getvalue())
        raise
