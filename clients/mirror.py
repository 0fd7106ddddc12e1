"""Keep a copy of 提案通 in one SQLite file: an example for integrators, to be copied and changed.

    export CLIENT_ID=… CLIENT_SECRET=…
    python clients/mirror.py https://tiantong.example.gov.cn copy.sqlite

brings the copy up to date; with --check it also reads everything anew and compares.

Needs nothing but Python. May be killed at any moment: what was read and where to go on are one
write. docs/api.md says what the answers mean.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sqlite3
import sys
import time
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

TABLES = """
CREATE TABLE IF NOT EXISTS cases (
    id TEXT PRIMARY KEY, type TEXT, version INTEGER, gone INTEGER, reading INTEGER, data TEXT);
CREATE TABLE IF NOT EXISTS place (cursor TEXT, reading INTEGER);
INSERT INTO place SELECT '', 1 WHERE NOT EXISTS (SELECT 1 FROM place);
"""
KEEP = """
INSERT INTO cases VALUES (:id, :type, :version, :gone, :reading, :data)
ON CONFLICT (id) DO UPDATE SET version = excluded.version, gone = excluded.gone,
    reading = excluded.reading, data = excluded.data
WHERE excluded.reading > cases.reading OR excluded.version >= cases.version
"""
GONE = "UPDATE cases SET gone = 1, data = '', reading = ? WHERE reading < ?"
PATIENCE = 5  # times that a call is tried again


class Expired(Exception):
    """The cursor is void: everything has to be read again."""


class Server:
    def __init__(self, address: str, client: str, secret: str) -> None:
        self.address, self.token = address.rstrip("/"), ""
        self.pair = base64.b64encode(f"{client}:{secret}".encode()).decode()

    def changes(self, cursor: str) -> dict[str, Any]:
        """The next page. Raises Expired, or HTTPError for what does not pass by waiting."""
        query = {"limit": "200"} | ({"cursor": cursor} if cursor else {})
        for last in (*[False] * PATIENCE, True):
            try:
                return self.call(f"/api/v1/changes/?{urlencode(query)}")
            except HTTPError as refusal:
                if refusal.code == 410:
                    raise Expired from None
                if last or refusal.code not in (401, 429, 500, 502, 503):
                    raise
                self.recover(refusal)
        raise AssertionError

    def recover(self, refusal: HTTPError) -> None:
        """A new token, or as much patience as is asked for."""
        if refusal.code == 401:
            self.token = ""
        else:
            time.sleep(min(60, int(refusal.headers.get("Retry-After") or 1)))

    def call(self, path: str) -> dict[str, Any]:
        self.token = self.token or self.new_token()
        return self.send(Request(self.address + path), f"Bearer {self.token}")

    def new_token(self) -> str:
        asked = Request(f"{self.address}/api/v1/token/", b"grant_type=client_credentials")
        return str(self.send(asked, f"Basic {self.pair}")["access_token"])

    def send(self, request: Request, who: str) -> dict[str, Any]:
        request.add_header("Authorization", who)
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)  # type: ignore[no-any-return]


def opened(path: str) -> sqlite3.Connection:
    copy = sqlite3.connect(path)
    copy.executescript(TABLES)
    return copy


def bring_up_to_date(server: Server, copy: sqlite3.Connection) -> None:
    """Page by page, until there is nothing more to read."""
    more = True
    while more:
        [(cursor, reading)] = copy.execute("SELECT cursor, reading FROM place").fetchall()
        try:
            page = server.changes(cursor)
        except Expired:
            with copy:
                copy.execute("UPDATE place SET cursor = '', reading = reading + 1")
            continue
        more = page["has_more"]
        keep(copy, page, reading)


def keep(copy: sqlite3.Connection, page: dict[str, Any], reading: int) -> None:
    """Changes and cursor in one write; at the end what a new reading did not bring is gone."""
    with copy:
        copy.executemany(KEEP, [line(change, reading) for change in page["changes"]])
        copy.execute("UPDATE place SET cursor = ?", [page["next_cursor"]])
        if not page["has_more"]:
            copy.execute(GONE, [reading, reading])


def line(change: dict[str, Any], reading: int) -> dict[str, Any]:
    gone = change["op"] == "delete"
    data = "" if gone else json.dumps(change["data"], ensure_ascii=False, sort_keys=True)
    return change | {"gone": gone, "data": data, "reading": reading}


def held(copy: sqlite3.Connection) -> dict[str, str]:
    """What the copy holds now: by id, the case."""
    return dict(copy.execute("SELECT id, data FROM cases WHERE NOT gone").fetchall())


def differences(server: Server, copy: sqlite3.Connection) -> list[str]:
    """The ids of cases that the copy holds otherwise than somebody who reads everything now."""
    anew = opened(":memory:")
    bring_up_to_date(server, anew)
    bring_up_to_date(server, copy)
    ours, theirs = held(copy), held(anew)
    return sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))


def main() -> int:
    parser = argparse.ArgumentParser(description="把有权读取的各类案件复制到一个 SQLite 文件")
    parser.add_argument("address", help="网站地址")
    parser.add_argument("file", help="SQLite 文件")
    parser.add_argument("--check", action="store_true", help="再完整读一遍，比较是否一致")
    told = parser.parse_args()
    server = Server(told.address, os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])
    copy = opened(told.file)
    bring_up_to_date(server, copy)
    print(f"已同步 {len(held(copy))} 件。")
    if not told.check:
        return 0
    wrong = differences(server, copy)
    print(f"{len(wrong)} 件不一致：{'、'.join(wrong[:10])}" if wrong else "核对一致。")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
