"""A small service for tests that need a program: answers for its health and its version, and what it has been asked before it ends.

Environment: SERVICE_NAME, SERVICE_VERSION, HOST (0.0.0.0), PORT (8080).
"""

import json
import os
import signal
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """Answers what it has been asked before it ends."""

    daemon_threads = False  # server_close waits for the threads of requests
    draining = False

    def __init__(self, *arguments) -> None:
        self.connections = set()
        super().__init__(*arguments)

    def process_request(self, request, client_address) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def drain(self) -> None:
        """Accepts no more connections, and ends those that are kept alive once their request is answered."""
        self.draining = True
        self.shutdown()
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RD)
            except OSError:
                pass  # it has ended by itself


class Handler(BaseHTTPRequestHandler):
    """Routes by the last part of the path, so that /api/health and /health are the same."""

    protocol_version = "HTTP/1.1"
    server_version = "test-service"
    sys_version = ""

    def do_GET(self) -> None:
        route = self.path.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        name = os.environ.get("SERVICE_NAME", "service")
        version = os.environ.get("SERVICE_VERSION", "unknown")
        if route == "health":
            self.answer(200, {"healthy": True, "service": name})
        elif route == "version":
            self.answer(200, {"service": name, "version": version})
        elif route == "":
            self.answer(200, {"service": name, "version": version, "try": ["/health", "/version"]})
        else:
            self.answer(404, {"error": f"no such path: {self.path}"})

    do_HEAD = do_GET

    def answer(self, status: int, body: dict) -> None:
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("Cache-Control", "no-store")
        if self.server.draining:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)

    def log_message(self, format: str, *arguments) -> None:
        sys.stdout.write(f"{self.command} {self.path} {arguments[1] if len(arguments) > 1 else ''}\n")
        sys.stdout.flush()


def main() -> None:
    server = Server((os.environ.get("HOST", "0.0.0.0"), int(os.environ.get("PORT", "8080"))), Handler)
    # The load balancer sends no more requests by then; those in flight are answered before the process ends.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.drain).start())
    print(f"listening on {server.server_address[1]}", flush=True)
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    main()
