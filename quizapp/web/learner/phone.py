"""What makes the site installable: the service worker, and the page that stands in without network."""

from __future__ import annotations

import json

from flask import Response, make_response, render_template, url_for

from quizapp.web.assets import FOLDER, asset_url
from quizapp.web.learner.rooms import blueprint

PRECACHED = ("site.css", "site.js", "icon.svg", "vendor/source-serif-latin.woff2")


@blueprint.get("/sw.js")
def service_worker() -> Response:
    """The service worker, with the addresses that it keeps; another content makes browsers renew it."""
    files = [asset_url(name) for name in PRECACHED]
    shell = json.dumps(url_for("learner.without_network"))
    head = f"const SHELL = {shell};\nconst FILES = {json.dumps(files)};\n"
    response = make_response(head + (FOLDER / "worker.js").read_text(encoding="utf-8"))
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/study/offline")
def without_network() -> Response:
    """The study page that is kept on the phone; it holds nothing of anyone's."""
    response = make_response(render_template("learner/offline.html"))
    response.headers["Cache-Control"] = "no-cache"
    return response
