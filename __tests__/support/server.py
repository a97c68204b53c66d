"""The reference service: answers for its health, its version and whether it reaches the database and the cache.

Runs on the Python that Amazon Linux 2023 ships, standard library only, so that an instance without a way to the
internet starts in seconds. Stands in for the real trading API and web frontend.

Environment:
  SERVICE_NAME      what it calls itself
  SERVICE_VERSION   what /version answers
  PORT              where it listens (default 8080)
  DATABASE_HOST, DATABASE_PORT   PostgreSQL, checked by /ready where set
  CACHE_HOST, CACHE_PORT         Redis or Valkey over TLS, checked by /ready where set
"""

import json
import os
import signal
import socket
import ssl
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TIMEOUT_SECONDS = 2
POSTGRES_SSL_REQUEST = struct.pack("!ii", 8, 80877103)


def reach_database(host: str, port: int) -> str:
    """Asks PostgreSQL whether it speaks TLS, which it answers before any login."""
    with socket.create_connection((host, port), TIMEOUT_SECONDS) as connection:
        connection.sendall(POSTGRES_SSL_REQUEST)
        answer = connection.recv(1)
    if answer != b"S":
        raise ConnectionError("the database does not offer TLS")
    return "reached"


def reach_cache(host: str, port: int) -> str:
    """Opens TLS to the cache and pings it: PONG, or the demand to log in, both come from a live server."""
    context = ssl.create_default_context()
    with socket.create_connection((host, port), TIMEOUT_SECONDS) as connection:
        with context.wrap_socket(connection, server_hostname=host) as secured:
            secured.sendall(b"PING\r\n")
            answer = secured.recv(64)
    if not answer.startswith((b"+PONG", b"-NOAUTH")):
        raise ConnectionError("the cache does not answer as Redis does")
    return "reached"


def readiness(environment) -> "tuple[int, dict]":
    """200 where everything configured was reached, else 503 with what was not."""
    checks = {"database": ("DATABASE", "5432", reach_database), "cache": ("CACHE", "6379", reach_cache)}
    results = {}
    ready = True
    for name, (prefix, default_port, reach) in checks.items():
        host = environment.get(f"{prefix}_HOST")
        if not host:
            continue
        try:
            results[name] = reach(host, int(environment.get(f"{prefix}_PORT", default_port)))
        except OSError as error:
            ready = False
            results[name] = f"not reached: {error}"
    return (200 if ready else 503), {"ready": ready, **results}


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
    server_version = "reference-service"
    sys_version = ""

    def do_GET(self) -> None:
        route = self.path.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        name = os.environ.get("SERVICE_NAME", "service")
        version = os.environ.get("SERVICE_VERSION", "unknown")
        if route == "health":
            self.answer(200, {"healthy": True, "service": name})
        elif route == "ready":
            self.answer(*readiness(os.environ))
        elif route == "version":
            self.answer(200, {"service": name, "version": version})
        elif route == "":
            self.answer(200, {"service": name, "version": version, "try": ["/health", "/ready", "/version"]})
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
