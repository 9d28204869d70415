"""The files that pages load."""

from __future__ import annotations

import gzip
import re

from flask.testing import FlaskClient

from quizapp.web import vendor
from quizapp.web.assets import BUNDLES, FOLDER, asset


def test_vendored_files_are_those_of_the_manifest() -> None:
    told = {name: file["sha256"] for name, file in vendor.manifest().items()}
    there = {path.name: vendor.sha256(path) for path in vendor.FOLDER.iterdir() if path != vendor.MANIFEST}
    assert there == told


def test_every_vendored_file_is_one_that_is_asked_for() -> None:
    assert set(vendor.manifest()) == set(vendor.FILES)


def test_a_page_names_its_files_by_their_content(client: FlaskClient) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/about").text)
    assert addresses
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]


def test_files_are_sent_compressed_to_those_who_take_it(client: FlaskClient) -> None:
    response = client.get("/static/site.css", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/static/site.css")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == plain.data


def test_an_unchanged_file_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/static/site.js").headers["ETag"]
    assert client.get("/static/site.js", headers={"If-None-Match": tag}).status_code == 304


def test_no_file_outside_the_folder_is_sent(client: FlaskClient) -> None:
    assert client.get("/static/../app.py").status_code == 404
    assert asset("../app.py") is None
    assert client.get("/static/" + "x" * 500).status_code == 404


def test_no_file_names_another_host() -> None:
    for parts in BUNDLES.values():
        for part in parts:
            if not part.startswith("vendor/"):
                assert "://" not in (FOLDER / part).read_text()


def test_what_a_study_page_loads_stays_small() -> None:
    fonts = [asset(f"vendor/source-serif-{part}.woff2") for part in ("latin", "latin-ext")]
    files = [asset("site.css"), asset("site.js"), asset("icon.svg"), *fonts]
    assert sum(len(found.gzipped or found.plain) for found in files if found) < 90_000
