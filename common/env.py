"""Settings from the environment: typed, and refusing nonsense in one Chinese sentence."""

from __future__ import annotations

import os
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
WEAK_SECRET = 50


def text(name: str, default: str | None = None) -> str:
    """The variable as it stands; refused when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"缺少环境变量 {name}，请先设置再启动。")
    return value


def flag(name: str, default: bool = False) -> bool:
    """A switch: 1 or 0 (true/false, yes/no, on/off)."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 1 或 0，现在是“{value}”。")
    return value in YES


def at_most_one(*names: str) -> None:
    """Refuse switches that shut each other out."""
    if sum(map(flag, names)) > 1:
        raise ImproperlyConfigured(f"环境变量 {'、'.join(names)} 只能有一个是 1，请删去其余的。")


def number(name: str, default: int, least: int, most: int) -> int:
    """A whole number within limits."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"环境变量 {name} 应为 {least} 至 {most} 之间的整数，现在是“{value}”。"
        )
    return int(value)


def ip(name: str, default: str) -> str:
    """An address of a machine, without port."""
    value = os.environ.get(name, default).strip()
    try:
        return str(ip_address(value))
    except ValueError:
        raise ImproperlyConfigured(
            f"环境变量 {name} 应为本机的 IP 地址，例如 127.0.0.1 或 0.0.0.0，现在是“{value}”。"
        ) from None


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas, without empty parts."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def networks(name: str) -> list[str]:
    """A list of networks (10.0.0.0/8) or machines, separated by commas."""
    listed = words(name)
    for one in listed:
        try:
            ip_network(one)
        except ValueError:
            raise ImproperlyConfigured(
                f"环境变量 {name} 应为以逗号分隔的网段，例如 10.0.0.0/8，现在有“{one}”。"
            ) from None
    return listed


def folder(name: str, default: Path) -> Path:
    """A folder, made absolute."""
    return Path(os.environ.get(name) or default).expanduser().absolute()


def address(name: str, schemes: tuple[str, ...], missing: str) -> str:
    """A server's address with one of the schemes; `missing` is the sentence when there is none."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(missing)
    if urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(f"环境变量 {name} 应以 {schemes[0]}:// 开头，请核对后再启动。")
    return value


def production(secret: str, unsafe: str, debug: bool, hosts: list[str]) -> None:
    """Refuse what must never reach real users; raises ImproperlyConfigured."""
    if secret == unsafe or len(secret) < WEAK_SECRET or len(set(secret)) < 10:
        raise ImproperlyConfigured(
            f"正式环境必须设置 SECRET_KEY：至少 {WEAK_SECRET} 个随机字符，不得使用默认值。"
        )
    if debug:
        raise ImproperlyConfigured("正式环境不得开启 DEBUG，请删去该环境变量。")
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured("正式环境必须在 ALLOWED_HOSTS 中逐一列出访问域名，不得使用 *。")


def adopt_running(data: Path) -> None:
    """Where no database is named, take the servers of the bin/run that lives on this folder."""
    told = data / "run" / "env"
    if os.environ.get("DATABASE_URL") or not told.is_file():
        return
    pairs = dict(line.split("=", 1) for line in told.read_text("utf-8").splitlines() if "=" in line)
    if Path(f"/proc/{pairs.pop('PID', 'none')}").exists():
        for name, value in pairs.items():
            os.environ.setdefault(name, value)
