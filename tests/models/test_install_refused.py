"""What `install` refuses: wrong bytes, redirects in circles, indexes that are none; nothing is left behind."""

import pytest

from bilingual.errors import ModelError
from bilingual.models.connection import check_url
from bilingual.models.known import PUBLISHED
from tests.hostile_packages import hostile_package
from tests.models.package_server import PACKAGE
from tests.models.packages import small_package, zip_package


def test_a_wrong_hash(refused, install):
    assert "not 0000" in refused(sha256="0" * 64)


def test_a_published_package_of_another_size(server, refused):
    server.list_package("1.9")
    assert f"has {len(server.package)} bytes, not 66585033" in refused()


def test_a_published_package_of_the_right_size_and_another_hash(server, refused):
    server.list_package("1.9")
    (published,) = PUBLISHED.values()
    server.package = bytes(published.bytes)
    assert f"not {published.sha256}" in refused()


def test_a_redirect_loop(server, refused):
    server.list_package(links=[f"{server.address}/a"])
    server.redirects = {"/a": "/b", "/b": "/a"}
    assert "redirects in a circle" in refused()


def test_a_long_chain_of_redirects(server, refused):
    server.list_package(links=[f"{server.address}/0"])
    server.redirects = {f"/{number}": f"/{number + 1}" for number in range(9)} | {"/9": PACKAGE}
    assert "more than 5 times" in refused()


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_a_redirect_to_anything_but_http(server, refused, target):
    server.list_package(links=[f"{server.address}/a"])
    server.redirects = {"/a": target}
    assert refused()


def test_a_redirect_from_https_to_http():
    with pytest.raises(ModelError, match="not an address to fetch a package from"):
        check_url("http://example.org/", secure=True)


def test_a_link_with_control_characters(server, refused):
    server.list_package(links=["http://127.0.0.1/\x1b[2J"])
    assert r"'http://127.0.0.1/\x1b[2J': not an address" in refused()


def test_a_package_that_is_not_there(server, refused):
    server.list_package(links=[f"{server.address}/absent"])
    assert "the server answered 404 Not Found" in refused()


def test_a_page_instead_of_a_package(server, refused):
    server.package = b"<html>Please log in</html>"
    assert "not a zip archive" in refused()


def test_a_hostile_package(server, refused, tmp_path):
    intact = zip_package(small_package(tmp_path / "small"), tmp_path / "intact.argosmodel")
    server.package = hostile_package("parent folder", intact, tmp_path / "hostile.argosmodel").read_bytes()
    assert "'..'" in refused()


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        (b"<html>", "not a package index"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "not a package index"),
        (b"{}", "no package for French to English"),
        (b'[1, null, {"from_code": "en", "to_code": "fr"}]', "no package for French to English"),
        (b'[{"from_code": "fr", "to_code": "en"}]', "no link"),
        (b'[{"from_code": "fr", "to_code": "en", "links": ["file:///etc/passwd"]}]', "no link"),
        (b" " * (17 << 20), "larger than 16 MiB"),
    ],
)
def test_an_index_that_is_none(server, refused, index, reason):
    server.index = index
    assert reason in refused()
