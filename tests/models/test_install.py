"""Installing from an index: a real server on loopback that cuts, dawdles and changes its mind."""

import json
import re
import socket
import subprocess
import sys
import time

import pytest

from bilingual.errors import ModelError
from bilingual.models import find_model, install_package, read_record
from bilingual.models.known import PUBLISHED, Published
from tests.models.package_server import PACKAGE, downloaded, ranges, sha256
from tests.models.packages import ROOT

pytestmark = pytest.mark.slow
EMBEDDED_VERSION = find_model("embedded").version  # it is the package that the server serves

# What goes well


def test_the_newest_package_of_the_index_is_installed_where_argos_finds_it(argos, server, install):
    from argostranslate.package import get_installed_packages

    seen: list[tuple[int, int | None]] = []
    model = install(progress=lambda done, total: seen.append((done, total)))
    assert (model.name, model.origin) == (ROOT, "installed")
    assert find_model() == model
    assert [package.package_path for package in get_installed_packages()] == [model.path]
    assert seen == sorted(seen) and seen[-1] == (len(server.package), len(server.package))
    assert downloaded(argos) == []
    record = read_record(model.path)
    assert (record.verified, record.archive_sha256) == ("nothing", sha256(server))
    assert record.url == f"{server.address}{PACKAGE}"


def test_a_given_hash_is_checked_and_recorded(server, install):
    assert read_record(install(sha256=sha256(server)).path).verified == "given"


def test_a_published_package_is_known_by_its_size_and_hash(server, install, monkeypatch):
    monkeypatch.setitem(PUBLISHED, ROOT, Published(len(server.package), sha256(server)))
    assert read_record(install().path).verified == "known"


def test_what_is_installed_already_is_not_downloaded_again(server, install):
    first = install()
    assert install() == first
    assert install.notices == [f"{ROOT} is installed already"]
    assert len(ranges(server)) == 1
    install(overwrite=True)
    assert len(ranges(server)) == 2


def test_a_damaged_installed_package_is_named_before_the_download(server, install):
    (install().path / "metadata.json").unlink()
    with pytest.raises(ModelError, match="damaged, give --replace to replace it"):
        install()
    assert len(ranges(server)) == 1
    assert install(overwrite=True).origin == "installed"


def test_the_address_of_the_index_is_argos_translate_s_own(argos, server, monkeypatch):
    from argostranslate import settings

    monkeypatch.setattr(settings, "package_index", server.address)
    assert install_package().name == ROOT


# Connections that break


def test_a_cut_connection_goes_on_where_it_stopped(server, install):
    server.cuts = [1_000_000, 2_500_000, 0]
    assert install().name == ROOT
    assert ranges(server) == [None, "bytes=1000000-", "bytes=3500000-", "bytes=3500000-"]
    assert install.notices[0] == (
        f"the connection was cut at 1000000 of {len(server.package)} bytes; going on from 1000000 bytes"
    )


def test_after_six_cuts_the_bytes_are_kept_for_the_next_run(argos, server, install):
    server.cuts = [100_000] * 6
    with pytest.raises(ModelError, match="600000 bytes are kept, run the same command to go on from there"):
        install()
    assert list(argos.packages.iterdir()) == []
    assert install().name == ROOT
    assert ranges(server)[-1] == "bytes=600000-"


def test_a_package_that_changed_in_between_is_fetched_from_the_start(server, install):
    server.cuts = [100_000] * 6
    with pytest.raises(ModelError):
        install()
    server.etag = '"v2"'
    assert read_record(install().path).archive_sha256 == sha256(server)


def test_a_server_without_ranges_sends_everything_again(server, install):
    server.ranges = False
    server.cuts = [500_000]
    assert install().name == ROOT


def test_without_version_or_hash_nothing_is_built_on_but_with_a_hash_it_is(server, install):
    server.etag = ""
    server.cuts = [500_000]
    install()
    assert ranges(server) == [None, None]
    server.cuts = [500_000]
    install(sha256=sha256(server), overwrite=True)
    assert ranges(server)[2:] == [None, "bytes=500000-"]


def test_more_bytes_than_the_server_has_are_thrown_away(argos, server, install):
    part = argos.downloads / f"{ROOT}.argosmodel"
    part.write_bytes(bytes(len(server.package) + 1))
    part.with_name(f"{part.name}.json").write_text(
        json.dumps({"url": f"{server.address}{PACKAGE}", "validator": server.etag})
    )
    assert install().name == ROOT
    assert len(ranges(server)) == 2


def test_bytes_of_something_else_are_found_out_by_the_hash(argos, server, install, refused):
    (argos.downloads / f"{ROOT}.argosmodel").write_bytes(bytes(1000))
    assert "its SHA-256 is" in refused(sha256=sha256(server))
    assert install(sha256=sha256(server)).name == ROOT


def test_a_server_that_names_no_length_is_believed_to_the_last_byte(server, install):
    server.length = False
    assert install().name == ROOT


def test_a_busy_server_is_asked_again(server, install):
    server.statuses = [503, 429]
    assert install().name == ROOT
    assert len(install.notices) == 2


def test_the_next_link_is_tried(server, install):
    server.list_package(links=["ipfs://nowhere", f"{server.address}/absent", f"{server.address}{PACKAGE}"])
    assert install().name == ROOT
    assert "the server answered 404 Not Found; trying the next link" in install.notices[0]


def test_a_redirect_is_followed(server, install):
    server.list_package(links=[f"{server.address}/moved"])
    server.redirects = {"/moved": PACKAGE}
    assert install().name == ROOT


def test_a_slow_server_is_given_up(server, install):
    server.seconds_per_byte = 0.02
    with pytest.raises(ModelError, match=r"too slow; \d+ bytes are kept"):
        install(timeout=0.1)


def test_a_silent_server_is_given_up(argos):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/index.json"
        with pytest.raises(ModelError, match="no answer in time"):
            install_package(address, timeout=0.1)


SLOW_NAMES = """
import socket, sys, time
def look_up(*_, **__):
    time.sleep(60)
socket.getaddrinfo = look_up
from bilingual.__main__ import main
sys.argv = ["bilingual", "model", "install", "--index", "http://argos.example/index.json", "--timeout", "1"]
main()
"""


def test_a_name_that_is_looked_up_for_ever_is_given_up(clean_home):
    command = [sys.executable, "-c", SLOW_NAMES]
    began = time.monotonic()
    done = subprocess.run(command, env=clean_home, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "argos.example cannot be reached (no answer in time)" in done.stderr and time.monotonic() - began < 20


def test_an_address_where_nobody_listens_is_named(argos):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(
        ModelError,
        match=rf"127\.0\.0\.1:{port} cannot be reached \(Connection refused\); or fetch .* `bilingual model add FILE`",
    ):
        install_package(f"http://127.0.0.1:{port}/index.json")


def test_a_version_that_would_leave_the_downloads_folder(argos, server, install):
    server.list_package("99/../../../evil")
    assert install().path.parent == argos.packages
    assert downloaded(argos) == []


def test_the_command_installs_with_plain_lines_in_a_pipe(run, server, tmp_path):
    env = {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages"), "ARGOS_PACKAGE_INDEX": f"{server.address}/"}
    server.cuts = [1_000_000]
    done = run("model", "install", env=env)
    quiet = run("-q", "model", "install", "--replace", env=env)
    assert (done.returncode, quiet.returncode) == (0, 0), done.stderr
    cut, whole, note = done.stderr.splitlines()
    assert quiet.stderr == f"{note}\n"
    assert cut.endswith("going on from 1000000 bytes")
    assert whole == f"downloaded {len(server.package) / 1e6:.1f} MB of {len(server.package) / 1e6:.1f} MB"
    assert note.startswith("note: no published hash is known")
    assert done.stdout.startswith(f"name             {ROOT}\norigin           installed\n")


# Where a full model would be welcome, and is not needed


class TestAnOptionalModel:
    """`bilingual model install --optional`, by which `make dataset` begins."""

    @pytest.fixture
    def optional(self, run, server, tmp_path):
        """Install from the server, or another address, where that can be; return what the command did."""

        def call(**env):
            places = {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages"), "ARGOS_PACKAGE_INDEX": f"{server.address}/"}
            return run("model", "install", "--optional", "--timeout", "5", env=places | env)

        return call

    def test_is_installed_and_named_with_the_reason(self, optional):
        done = optional()
        assert (done.returncode, done.stdout) == (
            0,
            f"model {ROOT} {EMBEDDED_VERSION}, installed: fetched from the Argos index\n",
        )

    def test_that_is_there_already_opens_no_connection(self, optional, server):
        optional()
        asked = len(server.requests)
        assert optional().stdout == f"model {ROOT} {EMBEDDED_VERSION}, installed: it is installed\n"
        assert len(server.requests) == asked

    def test_that_the_environment_names_opens_no_connection(self, optional, server):
        done = optional(BILINGUAL_MODEL="embedded")
        assert done.stdout.endswith("embedded: BILINGUAL_MODEL names it\n") and server.requests == []

    def test_that_cannot_be_had_leaves_the_embedded_one_and_says_why(self, optional):
        with socket.create_server(("127.0.0.1", 0)) as free:
            nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/"
        began = time.monotonic()
        done = optional(ARGOS_PACKAGE_INDEX=nowhere)
        assert done.returncode == 0 and done.stderr == "" and time.monotonic() - began < 10
        assert done.stdout.startswith("model fr_en ") and done.stdout.count("\n") == 1
        assert "cannot be reached (Connection refused); or fetch the package elsewhere" in done.stdout

    def test_that_no_download_can_be_written_for_leaves_the_embedded_one_too(self, optional, tmp_path):
        blocked = tmp_path / "cache" / "argos-translate" / "downloads" / f"{ROOT}.argosmodel"
        blocked.mkdir(parents=True)
        done = optional(XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(rf"model fr_en \S+, embedded: {re.escape(str(blocked))}: [\w ]+\n", done.stdout)

    @pytest.mark.parametrize("nothing", ["", "auto"])
    def test_that_the_environment_leaves_open_is_fetched(self, optional, nothing):
        assert optional(BILINGUAL_MODEL=nothing).stdout.endswith("installed: fetched from the Argos index\n")

    def test_that_the_environment_names_and_nobody_has_is_the_commands_fault(self, optional, server):
        done = optional(BILINGUAL_MODEL="nowhere")
        assert (
            done.returncode == 2 and done.stdout == "" and done.stderr.startswith("bilingual: BILINGUAL_MODEL: nowhere")
        )
        assert server.requests == []

    def test_that_a_silent_server_keeps_is_given_up_after_the_time_out(self, optional):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            began = time.monotonic()
            done = optional(ARGOS_PACKAGE_INDEX=f"http://127.0.0.1:{silent.getsockname()[1]}/")
        assert done.returncode == 0 and "no answer in time" in done.stdout and time.monotonic() - began < 15
