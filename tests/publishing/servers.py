"""Servers on this machine that stand for the other side of a channel."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any]


@dataclass
class Received:
    """One request that arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@dataclass
class Server:
    """What arrived, and how it is answered: `answer` may be replaced while it runs."""

    url: str
    answer: Callable[[Received], Answer]
    received: list[Received] = field(default_factory=list)


@contextmanager
def server(answer: Callable[[Received], Answer]) -> Iterator[Server]:
    """A server on 127.0.0.1 that answers with a status and a JSON document; a status of 0 breaks the connection without an answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            here.received.append(request)
            status, document = here.answer(request)
            if status == 0:
                self.close_connection = True
                return
            content = document if isinstance(document, bytes) else json.dumps(document).encode()
            self.send_response(status)
            for name, value in (("Content-Length", str(len(content))), ("Location", "http://127.0.0.1:1/elsewhere")):
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST  # noqa: N815 -- http.server's names

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        here = Server(f"http://127.0.0.1:{listening.server_port}", answer)
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield here
        finally:
            listening.shutdown()
            thread.join()
