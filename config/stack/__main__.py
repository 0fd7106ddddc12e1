"""`bin/run` and `bin/dev`: one command, every server; errors are told in one sentence."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured

from common import addresses, env
from config.stack.dev import DevStack
from config.stack.place import Place, free_port
from config.stack.refusal import Refusal
from config.stack.up import BASE_DIR, DEMO, EMPTY, Stack, Stopped, say


def wishes() -> argparse.Namespace:
    """What the person typed."""
    parser = argparse.ArgumentParser("bin/run", description="启动提案通。", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    parser.add_argument("--empty", action="store_true", help="不载入演示数据")
    parser.add_argument("--dev", action="store_true", help="代码更改后自动重启")
    return parser.parse_args()


def new_stack(wish: argparse.Namespace) -> Stack:
    """Take the data folder and the port; raises Refusal when one is not to be had."""
    place = Place(env.folder("DATA_DIR", BASE_DIR / "var"))
    port, bind = env.number("PORT", 8000, 1, 65535), env.ip("BIND", "127.0.0.1")
    year = env.flag("DEMO_YEAR", default=True)
    place.prepare()
    place.hold()
    free_port(bind, port)
    kind = DevStack if wish.dev else Stack
    return kind(place, port, bind, EMPTY if wish.empty else DEMO, year=year)


def serve(stack: Stack) -> None:
    """Start, say where, watch; whatever happens, stop everything that was started."""
    try:
        stack.start_servers()
        stack.prepare()
        stack.start_web()
        stack.await_first_page()
        stack.start_background()
        say(greeting(stack))
        stack.start_filling()
        stack.watch()
    finally:
        stack.stop()


def greeting(stack: Stack) -> str:
    """One block: the address, the accounts, how to stop."""
    accounts = (stack.place.run / "accounts").read_text("utf-8").rstrip()
    names = addresses.reached_by(stack.bind)
    urls = "　".join(f"http://{name}:{stack.port}/" for name in names)
    return (
        f"\n提案通已启动：{urls}\n\n{accounts}\n\n"
        f"数据目录 {stack.place.data}，日志在其 log/ 之下。按 Ctrl-C 停止。\n"
    )


def told(error: Exception) -> str:
    """The sentence for an error of the machine, or of the person."""
    if not isinstance(error, OSError):
        return str(error)
    if error.errno == errno.ENOSPC:
        return "磁盘空间不足：请清理后再运行 bin/run。"
    where = f" {error.filename}" if error.filename else ""
    if isinstance(error, PermissionError):
        return f"没有权限读写{where}：请用当初启动时的账户运行，或用 DATA_DIR 另指一处。"
    return f"系统拒绝了一次读写{where}（{os.strerror(error.errno or 0)}），请核对后再运行 bin/run。"


def main() -> int:
    """Exit 0 when stopped by a person, 1 after a refusal or when a server has ended."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the servers are to be stopped in order
    os.chdir(BASE_DIR)
    wish = wishes()
    if wish.dev:
        os.environ["DEBUG"] = "1"
    try:
        stack = new_stack(wish)
        stack.listen()
        serve(stack)
    except Stopped:
        say("已停止。")
        return 0
    except (Refusal, ImproperlyConfigured, OSError) as error:
        print(told(error), file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
