#!/usr/bin/env python3
"""Starts the AWS emulator: moto's server with the extensions of this folder.

    python server.py --port 5555 [--host 127.0.0.1] [--ready-file FILE] [--verbose]

Every AWS service answers at the one address, in account 123456789012, for any credentials. State is in memory and ends
with the process. ``GET /moto-api/`` answers 200 as soon as the server does: that is the health check;
``POST /moto-api/reset`` empties the account. The ready file is written when the server accepts connections (JSON:
``url``, ``host``, ``port``, ``pid``) and removed when it stops. SIGTERM or SIGINT stops it with status 0.

A request that an SDK sends again because it lost the connection is answered as it was the first time.

An operation that neither moto nor an extension has is answered with status 501 and the code ``NotImplemented`` (the AWS
SDKs don't try a 501 again) and named on stderr.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import socket
import sys
import threading
import traceback
from collections import OrderedDict
from pathlib import Path
from typing import Any

OLDEST_PYTHON = (3, 10)

# Before moto is imported: it reads some of these once.
SETTINGS = {
    # The AWS-managed policies (AmazonSSMManagedInstanceCore, …) exist, as in every account.
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    # Certificates are issued as soon as they are asked for, not a minute later.
    "MOTO_ACM_VALIDATION_WAIT": "0",
}


#: Answers that are kept for a second attempt.
REMEMBERED_ANSWERS = 1000


def fail(message: str) -> Any:
    print(f"emulator: {message}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def parse_arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="server.py", description="AWS emulator on one local address.")
    parser.add_argument("--port", type=int, required=True, help="TCP port, 1 to 65535; 0 takes a free one (see --ready-file)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--ready-file", type=Path, help="file to write when the server accepts connections")
    parser.add_argument("--verbose", action="store_true", help="one line per request on stderr")
    arguments = parser.parse_args(argv)
    if not 0 <= arguments.port <= 65535:
        parser.error(f"--port must be between 0 and 65535, got {arguments.port}")
    return arguments


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address, or one sentence that says why not."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        # Lets a restart reuse the port while old connections linger. It doesn't let two servers share it.
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
        return listener
    except OSError as error:
        import errno

        if error.errno == errno.EADDRINUSE:
            return fail(f"port {port} on {host} is in use: stop the program that uses it, or choose another port with --port.")
        return fail(f"can't listen on {host}:{port}: {error.strerror or error}.")


class OneAtATime:
    """Serves one request at a time.

    moto's backends are plain dictionaries without locks, and Terraform sends tens of requests at once: one at a time is
    no slower under Python's global lock, and free of lost updates.
    """

    def __init__(self, application: Any) -> None:
        self._application = application
        # Re-entrant: some of moto's services send a request to another one of their own within a request.
        self._lock = threading.RLock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        with self._lock:
            return self._application(environ, start_response)


class AnswersTwice:
    """Answers a request that an SDK sends again as it did the first time, instead of doing it again.

    An SDK that loses a connection doesn't know whether its request was served, and sends it again with the same
    ``amz-sdk-invocation-id``. What was created the first time would then exist already. Only what was done is remembered:
    a request that failed is served again.
    """

    REMEMBERED_ANSWERS = 500
    LONGEST_ANSWER_BYTES = 1_000_000

    def __init__(self, application: Any) -> None:
        self._application = application
        self._answers: OrderedDict[str, tuple[str, list[tuple[str, str]], bytes]] = OrderedDict()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if not invocation or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self._application(environ, start_response)
        if invocation in self._answers:
            status, headers, body = self._answers[invocation]
            print(f"emulator: {environ['REQUEST_METHOD']} {environ['PATH_INFO']} was sent again, its answer was lost", file=sys.stderr, flush=True)
            start_response(status, headers)
            return [body]
        begun: list[Any] = []

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            begun[:] = [status, list(headers)]
            return start_response(status, headers, *rest)

        answer = self._application(environ, begin)
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        if begun[0].startswith("2") and len(body) <= self.LONGEST_ANSWER_BYTES:
            self._answers[invocation] = (begun[0], begun[1], body)
            while len(self._answers) > self.REMEMBERED_ANSWERS:
                self._answers.popitem(last=False)
        return [body]


def answer_not_implemented() -> None:
    """Answers an operation that doesn't exist here with 501 instead of a crash (500), which SDKs would try again."""
    from moto.core.responses import ActionResult, BaseResponse

    from extensions._support import ServiceError

    call_action = BaseResponse.call_action

    def call(self: Any) -> Any:
        try:
            return call_action(self)
        except NotImplementedError as error:
            operation = f"{self.boto3_service_name}:{self._get_action()}"
            print(f"emulator: {operation} is not implemented ({error})", file=sys.stderr, flush=True)
            problem = ServiceError("NotImplemented", f"The emulator has no {operation}.")
            _, headers, body = self.serialized(ActionResult(problem))
            headers["status"] = "501"
            return 501, headers, body

    BaseResponse.call_action = call


def make_application() -> Any:
    """The WSGI application: moto's dispatcher with the extensions."""
    os.environ.update(SETTINGS)
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    import extensions

    extensions.install_all()
    answer_not_implemented()

    def create(service: Any) -> Any:
        app = create_backend_app(service)
        # An unforeseen error becomes a plain answer and a traceback on stderr, not Werkzeug's debugging page. It is no 500: an SDK would
        # try again, and what was half done would be what it complains about.
        app.debug = False
        app.config["PROPAGATE_EXCEPTIONS"] = False
        app.logger.handlers = []
        app.logger.propagate = False

        @app.errorhandler(500)
        def internal_error(error: Any) -> Any:
            cause = getattr(error, "original_exception", None) or error
            traceback.print_exception(type(cause), cause, cause.__traceback__, file=sys.stderr)
            return f"emulator: {type(cause).__name__}: {cause}", 501

        return app

    return OneAtATime(AnswersTwice(DomainDispatcherApplication(create)))


def write_ready_file(path: Path, host: str, port: int) -> None:
    """Whole or not at all: readers wait for the file to exist."""
    display = f"[{host}]" if ":" in host else host
    content = {"url": f"http://{display}:{port}", "host": host, "port": port, "pid": os.getpid()}
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_text(json.dumps(content) + "\n", encoding="utf-8")
    partial.replace(path)


def main(argv: list[str] | None = None) -> int:
    if sys.version_info < OLDEST_PYTHON:
        fail(f"needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer, this is {sys.version.split()[0]}.")
    arguments = parse_arguments(argv)
    listener = listen(arguments.host, arguments.port)
    port = listener.getsockname()[1]
    os.environ["MOTO_PORT"] = str(port)

    logging.getLogger("werkzeug").setLevel(logging.INFO if arguments.verbose else logging.ERROR)
    try:
        application = make_application()
        from moto.moto_server.werkzeug_app import MotoRequestHandler
        from werkzeug.serving import make_server
    except ModuleNotFoundError as error:
        # One of ours that is missing is a bug, not a missing requirement.
        if (error.name or "").startswith("extensions"):
            raise
        fail(f"the Python package {error.name!r} is missing: pip install --require-hashes -r requirements.txt.")

    server = make_server(arguments.host, port, application, threaded=True, request_handler=MotoRequestHandler, fd=listener.fileno())
    server.daemon_threads = True

    def stop(signum: int, frame: Any) -> None:
        # shutdown() waits for serve_forever(), which runs in this very thread.
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    if arguments.ready_file:
        write_ready_file(arguments.ready_file, arguments.host, port)
    print(f"emulator: listening on http://{arguments.host}:{port}", file=sys.stderr, flush=True)
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        server.server_close()
        if arguments.ready_file:
            arguments.ready_file.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
