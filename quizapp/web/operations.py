"""What whoever runs the site looks at: request logs, `/healthz`, `/readyz` and `/metrics`."""

from __future__ import annotations

import os
import re
import time
import uuid

import structlog
from flask import Blueprint, Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

from quizapp.services import migration
from quizapp.web.extensions import database

REQUEST_ID = "X-Request-ID"
REQUEST_ID_SHAPE = re.compile(r"[A-Za-z0-9._-]{1,64}")
UNLOGGED = frozenset({"operations.alive", "operations.metrics", "static"})
UNROUTED = "none"

REQUESTS = Counter("quizapp_requests_total", "Requests answered", ("method", "endpoint", "status"))
SECONDS = Histogram(
    "quizapp_request_seconds",
    "Time to answer a request",
    ("endpoint",),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)

blueprint = Blueprint("operations", __name__)
log = structlog.get_logger("quizapp.requests")


def register(app: Flask) -> None:
    """Give the application its request log, metrics and health addresses."""
    app.before_request(_begin)
    app.after_request(_finish)
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def alive() -> Response:
    """Whether this process answers at all."""
    return Response("alive\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """Whether the database can be reached and has the schema of this version: 200 or 503."""
    try:
        migration.require_current(database().get_bind().engine)
    except migration.DatabaseUnusable as error:
        # The log says which database and why; whoever asks over the network is told only that.
        log.error("not ready", reason=str(error))
        return Response("the database is not ready\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Figures for Prometheus, of all web processes of this machine together."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _begin() -> None:
    given = request.headers.get(REQUEST_ID, "")
    g.request_id = given if REQUEST_ID_SHAPE.fullmatch(given) else uuid.uuid4().hex
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    took = time.perf_counter() - g.get("began", time.perf_counter())
    endpoint = request.endpoint or UNROUTED
    REQUESTS.labels(request.method, endpoint, response.status_code).inc()
    SECONDS.labels(endpoint).observe(took)
    response.headers[REQUEST_ID] = g.get("request_id", "")
    if endpoint not in UNLOGGED:
        log.info(
            "request",
            method=request.method,
            endpoint=endpoint,
            status=response.status_code,
            ms=round(took * 1000, 2),
        )
    return response
