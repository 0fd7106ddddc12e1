"""Servers that take what we send, on a port of this machine: nothing is pretended."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller


class Letters:
    """What came by SMTP; `refusing` maps addresses to the line with which they are refused."""

    def __init__(self, delay=0.0):
        self.taken, self.refusing, self.said, self.delay = [], {}, "250 OK", delay

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if refusal := self.refusing.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.delay)
        if self.said.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        return self.said

    @property
    def ids(self):
        return [letter["Message-ID"] for letter in self.taken]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def smtp(settings=None, delay=0.0):
    """A mail server; with settings, ours posts to it."""
    letters = Letters(delay)
    server = Controller(letters, hostname="127.0.0.1", port=free_port())
    server.start()
    letters.port = server.port
    if settings:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    try:
        yield letters
    finally:
        server.stop()


class Requests(ThreadingHTTPServer):
    """What came by HTTP, and what is answered."""

    status, answer, wait, drip, location = 200, "{}", 0.0, 0.0, ""
    callers = 0  # who connected, whatever they wanted

    def __init__(self, host="127.0.0.1", port=0):
        super().__init__((host, port), Taking)
        self.taken = []

    def get_request(self):
        self.callers += 1
        return super().get_request()

    @property
    def url(self):
        return f"http://{self.server_address[0]}:{self.server_port}/send"


class Taking(BaseHTTPRequestHandler):
    server: Requests

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), json.loads(body), body))
        time.sleep(self.server.wait)
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        with suppress(OSError):  # they may have hung up
            for sign in self.server.answer if self.server.drip else [self.server.answer]:
                self.wfile.write(sign.encode())
                time.sleep(self.server.drip)

    do_GET = do_POST  # noqa: N815 - a redirect that was followed would come so

    def log_message(self, *_):
        pass


@contextmanager
def http(server=None):
    server = server or Requests()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
