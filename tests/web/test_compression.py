"""Pages travel compressed, and their length tells nothing exact."""

from __future__ import annotations

import gzip

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from quizapp.web.compression import gzipped

GZIP = {"Accept-Encoding": "gzip"}


@given(st.binary(max_size=2000))
def test_what_is_packed_comes_out_again(plain: bytes) -> None:
    assert gzip.decompress(gzipped(plain)) == plain


def test_a_page_is_packed_for_those_who_take_it(client: FlaskClient) -> None:
    packed, plain = client.get("/about", headers=GZIP), client.get("/about")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"quizapp" in gzip.decompress(packed.data)
    assert len(packed.data) < len(plain.data)
    assert "Content-Encoding" not in plain.headers


def test_the_same_page_has_many_lengths(client: FlaskClient) -> None:
    assert len({len(client.get("/about", headers=GZIP).data) for _ in range(12)}) > 3
