"""What whoever runs the site looks at."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from quizapp.db.engine import writing
from quizapp.web.extensions import database


def test_figures_name_the_endpoint_and_not_the_address(client: FlaskClient) -> None:
    client.get("/sets/capitals")
    client.get("/no/such/place")
    told = client.get("/metrics").text
    assert 'quizapp_requests_total{endpoint="learner.set_page",method="GET",status="200"}' in told
    assert 'quizapp_request_seconds_count{endpoint="learner.set_page"}' in told
    assert "capitals" not in told
    assert "such" not in told


def test_every_response_carries_the_id_of_its_request(client: FlaskClient) -> None:
    assert len(client.get("/").headers["X-Request-ID"]) == 32
    assert client.get("/", headers={"X-Request-ID": "proxy-7"}).headers["X-Request-ID"] == "proxy-7"
    assert client.get("/", headers={"X-Request-ID": "a b;c"}).headers["X-Request-ID"] != "a b;c"


def test_readiness_is_told_apart_from_life(app: Flask, client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 200
    with app.app_context(), writing(database()) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'fromthefuture'")
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
