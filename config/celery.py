"""The Celery application and the whole timetable; PostgreSQL remembers, Celery only carries."""

from __future__ import annotations

import os
from logging.config import dictConfig

import structlog
from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, task_prerun

from common import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
SWEEP_EVERY = env.number("SWEEP_SECONDS", 60, 1, 3600)
app = Celery("tiantong")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"], related_name="heartbeat")

# A run that comes too late is dropped: the next one does the same work (expires, in seconds).
app.conf.beat_schedule = {
    "心跳": {"task": "config.heartbeat.beat", "schedule": 10, "options": {"expires": 30}},
    "送达消息": {"task": "notices.tasks.drain", "schedule": 2, "options": {"expires": 10}},
    "发送消息": {"task": "notices.tasks.deliver", "schedule": 3, "options": {"expires": 10}},
    "变更推送": {"task": "notices.tasks.push", "schedule": 3, "options": {"expires": 10}},
    "每日一封": {"task": "notices.tasks.digest", "schedule": 60, "options": {"expires": 60}},
    "期限提醒": {
        "task": "deadlines.tasks.sweep",
        "schedule": SWEEP_EVERY,
        "options": {"expires": 60},
    },
    "到期办结": {"task": "proposals.tasks.close_expired", "schedule": 600},
    "转送征询逾期": {"task": "proposals.tasks.lapse_consents", "schedule": 3600},
    "确认承诺落实逾期": {"task": "proposals.tasks.lapse_confirmations", "schedule": 3600},
    "承办主体变更": {"task": "proposals.tasks.follow_debtors", "schedule": 600},
    "群众评议到期": {"task": "consultations.tasks.finish_expired", "schedule": 600},
    "转提案未成恢复办理": {"task": "consultations.tasks.take_back_unfiled", "schedule": 600},
    "扫码次数过期": {"task": "consultations.tasks.forget_knocks", "schedule": 600},
    "协商承担主体变更": {"task": "consultations.tasks.follow_debtors", "schedule": 600},
    "夜间清理补传记录": {
        "task": "consultations.tasks.forget_sendings",
        "schedule": crontab(hour=4, minute=0),
    },
    "社情民意承担主体变更": {"task": "opinions.tasks.follow_debtors", "schedule": 600},
    "生成提案汇编": {
        "task": "documents.tasks.compile_next",
        "schedule": 10,
        "options": {"expires": 30},
    },
    "到期删除汇编": {"task": "documents.tasks.forget_compilations", "schedule": 3600},
    "办理后台任务": {
        "task": "members.tasks.run_job",
        "schedule": 5,
        "options": {"expires": 10},
    },
    "到期删除后台任务": {"task": "members.tasks.forget_jobs", "schedule": 3600},
    "核定期限": {
        "task": "deadlines.tasks.recompute_deadlines",
        "schedule": 10,
        "options": {"expires": 30},
    },
    "夜间核对应办事项": {
        "task": "deadlines.tasks.check_obligations",
        "schedule": crontab(hour=2, minute=30),
    },
    "夜间核对流程记录": {
        "task": "workflow.tasks.verify_events",
        "schedule": crontab(hour=3, minute=0),
    },
    "夜间清理接口回执": {
        "task": "members.tasks.forget_api",
        "schedule": crontab(hour=4, minute=15),
    },
    "夜间清理接口调用记录": {
        "task": "members.tasks.forget_calls",
        "schedule": crontab(hour=4, minute=25),
    },
    "夜间清理推送记录": {
        "task": "notices.tasks.forget_pushes",
        "schedule": crontab(hour=4, minute=20),
    },
    "夜间核对附件": {
        "task": "proposals.tasks.check_files",
        "schedule": crontab(hour=3, minute=30),
    },
    "夜间学习承办单位": {
        "task": "proposals.tasks.learn_units",
        "schedule": crontab(hour=4, minute=30),
    },
    "夜间核对检索": {
        "task": "proposals.tasks.mend_search",
        "schedule": crontab(hour=4, minute=0),
    },
}


@setup_logging.connect
def log_like_the_site(**_: object) -> None:
    """Worker and beat log as the web server does, not in Celery's own manner."""
    from django.conf import settings

    dictConfig(settings.LOGGING)


@task_prerun.connect
def name_the_task(task_id: str, task: object, **_: object) -> None:
    """Every line of a task carries its id and nothing of the task before it."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(task=getattr(task, "name", ""), task_id=task_id)
