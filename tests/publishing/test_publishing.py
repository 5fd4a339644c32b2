"""What goes to the Hub, what stays, and what is refused; the Hub is a server of the tests' own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.dataset import check_dataset, read_manifest, read_pairs
from bilingual.dataset.manifest import record_file, write_manifest
from bilingual.errors import DatasetError, HubError, UsageError
from bilingual.publishing import Hub, check_repository, pack, publish
from tests.conftest import Run
from tests.publishing.hub_server import DROP, TOKEN, Server

REPO = "ana/press"
BELONGS = {
    "README.md", "manifest.json", "croissant.json", "figures/lengths.svg", "figures/scores.svg",
    *(f"{folder}/train-00000-of-00001.parquet" for folder in ("data", "flat", "documents", "skipped", "articles")),
}  # fmt: skip
Way = Callable[..., Hub]


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


def rewritten(dataset: Path, **fields: object) -> Path:
    """The dataset with other fields in its manifest."""
    write_manifest(dataset, replace(read_manifest(dataset), **fields))  # type: ignore[arg-type]
    return dataset


class TestWhatGoes:
    def test_is_the_manifest_and_all_that_it_lists_but_the_copies_of_the_pairs(
        self, server: Server, to: Way, dataset: Path
    ):
        done = publish(pack(dataset), to(REPO))
        files = server.files(REPO)
        assert set(files) == {".gitattributes", *BELONGS} and set(done.sent) == BELONGS
        assert all(files[name] == (dataset / name).read_bytes() for name in BELONGS)

    def test_is_one_commit_with_name_version_and_signature(self, server: Server, to: Way, dataset: Path):
        done = publish(pack(dataset), to(REPO))
        _, commit = server.repositories[REPO].branches["main"]
        assert (commit.oid, commit.message) == (done.commit, "fr-en, version 1")
        assert commit.description == read_manifest(dataset).signature

    def test_goes_to_a_branch_that_is_made_for_it(self, server: Server, to: Way, dataset: Path):
        publish(pack(dataset), to(REPO, "draft"))
        assert set(server.files(REPO, "draft")) >= BELONGS and set(server.files(REPO)) == {".gitattributes"}

    @pytest.mark.parametrize("private", [True, False])
    def test_makes_the_repository_as_private_as_it_is_to_be(
        self, server: Server, to: Way, dataset: Path, private: bool
    ):
        publish(pack(dataset), to(REPO), private=private)
        assert server.repositories[REPO].private is private

    def test_never_goes_to_a_public_repository_when_it_is_to_be_private(self, server: Server, to: Way, dataset: Path):
        server.add(REPO)
        with pytest.raises(UsageError, match=r"ana/press: it is public, and --private changes that of new ones only"):
            publish(pack(dataset), to(REPO), private=True)
        assert set(server.files(REPO)) == {".gitattributes"}

    def test_takes_the_place_of_the_card_that_the_hub_makes(self, server: Server, to: Way, dataset: Path):
        server.add(REPO, {"README.md": b"---\nlicense: mit\n---\n"})
        publish(pack(dataset), to(REPO))
        assert server.files(REPO)["README.md"] == (dataset / "README.md").read_bytes()


class TestAnotherVersionMeanwhile:
    def test_nothing_of_it_is_sent(self, server: Server, to: Way, copy: Path, second: Path):
        parcel = pack(copy)
        shutil.rmtree(copy)
        shutil.copytree(second, copy)
        with pytest.raises(DatasetError, match="changed while it was read"):
            publish(parcel, to(REPO))
        assert set(server.files(REPO)) == {".gitattributes"}

    @pytest.mark.parametrize("name", ["../secret.txt", "{}/secret.txt"])
    def test_nor_a_file_outside_the_dataset_that_the_manifest_lists(self, copy: Path, tmp_path: Path, name: str):
        (tmp_path / "secret.txt").write_text("mine", "utf-8")
        files = read_manifest(copy).files
        rewritten(copy, files={**files, name.format(tmp_path): record_file(tmp_path / "secret.txt")})
        assert any("secret.txt: outside the dataset" in problem for problem in check_dataset(copy))


class TestTheNextVersion:
    def test_that_is_there_already_is_not_sent(self, server: Server, to: Way, dataset: Path):
        first = publish(pack(dataset), to(REPO))
        again = publish(pack(dataset), to(REPO))
        assert (again.sent, again.deleted, again.commit) == ((), (), first.commit)
        assert len(server.repositories[REPO].branches["main"]) == 2

    def test_takes_what_an_earlier_one_left_away_in_the_same_commit_and_nothing_else(
        self, server: Server, to: Way, dataset: Path, second: Path
    ):
        publish(pack(dataset), to(REPO))
        files = server.files(REPO)
        files |= {"data/test-00000-of-00001.parquet": b"old", "dataset_dict.json": b"{}", "LICENSE": b"mine"}
        done = publish(pack(second), to(REPO))
        assert done.deleted == ("data/test-00000-of-00001.parquet", "dataset_dict.json")
        assert set(server.files(REPO)) == {".gitattributes", "LICENSE", *BELONGS}
        assert "figures/lengths.svg" not in done.sent, "what is there already is not sent again"
        assert len(server.repositories[REPO].branches["main"]) == 3

    def test_follows_the_one_that_it_was_made_from_under_another_name(self, server: Server, to: Way, copy: Path):
        parcel = pack(copy)
        publish(parcel, to(REPO))
        rewritten(copy, name="renamed", version=2, parent=parcel.files["manifest.json"].sha256)
        assert "manifest.json" in publish(pack(copy), to(REPO)).sent

    @pytest.mark.parametrize(
        ("theirs", "ours", "told"),
        [
            ({"name": "other"}, {}, "another dataset is there, `other`"),
            ({"version": 3}, {"version": 2}, "version 3 is there, and this is 2"),
            ({"version": 2, "parent": "a"}, {"version": 2, "parent": "b"}, "another version 2 is there, with other verdicts"),
        ],
    )  # fmt: skip
    def test_that_is_none_of_what_is_there_is_refused_unless_it_is_to_replace_it(
        self, server: Server, to: Way, copy: Path, theirs: dict[str, object], ours: dict[str, object], told: str
    ):
        publish(pack(rewritten(copy, **theirs)), to(REPO))
        before = server.files(REPO)
        parcel = pack(rewritten(copy, name="fr-en", **ours))
        with pytest.raises(UsageError, match=told):
            publish(parcel, to(REPO))
        assert server.files(REPO) == before
        assert publish(parcel, to(REPO), replace=True).sent == ("manifest.json",)

    def test_never_takes_the_place_of_something_else_unasked(self, server: Server, to: Way, dataset: Path):
        server.add(REPO, {"train.csv": b"a,b\n"})
        with pytest.raises(UsageError, match=r"holds something else than a dataset of bilingual \(train.csv\)"):
            publish(pack(dataset), to(REPO))
        publish(pack(dataset), to(REPO), replace=True)
        assert BELONGS | {"train.csv"} <= set(server.files(REPO))

    @pytest.mark.parametrize("content", [b"", b"[]", b'{"format": "other/1"}', b"\xff"])
    def test_never_takes_a_manifest_of_others_for_its_own(self, server: Server, to: Way, dataset: Path, content: bytes):
        server.add(REPO, {"manifest.json": content})
        with pytest.raises(UsageError, match="something else"):
            publish(pack(dataset), to(REPO))

    def test_never_takes_the_place_of_a_card_that_somebody_has_written_in(
        self, server: Server, to: Way, dataset: Path, second: Path
    ):
        publish(pack(dataset), to(REPO))
        server.files(REPO)["README.md"] += b"\nCite us so.\n"
        assert publish(pack(dataset), to(REPO)).card_kept
        with pytest.raises(UsageError, match=r"somebody has written in its README.md"):
            publish(pack(second), to(REPO))
        assert server.files(REPO)["README.md"].endswith(b"Cite us so.\n")


class TestRefusals:
    @pytest.mark.parametrize(
        ("part", "status", "told"),
        [
            ("whoami", 401, r"ana/press: the Hub refuses the token \(401\); make another at http.*/settings/tokens"),
            ("POST /api/repos/create", 403, r"ana/press: this token may not write there \(403: made to fail"),
            ("POST /api/repos/create", 409, "ana/press: it exists, but this token may not read it"),
            ("POST /api/repos/create", 500, r"ana/press: the Hub failed \(500: made to fail by the test for Bearer …\); run"),
            ("whoami", 429, r"takes no more requests for now \(429"),
            ("PUT /lfs/", 403, r"ana/press: this token may not write there \(403"),
            ("/commit/", 403, r"ana/press: this token may not write there \(403"),
            ("/commit/", 412, r"somebody else is writing there \(412"),
            ("/commit/", 502, r"ana/press: the Hub failed \(502"),
            ("/commit/", 413, r"ana/press: the Hub refuses this \(413"),
            ("/commit/", DROP, r"http.*: the connection failed \(.*\); run the command again"),
        ],
    )  # fmt: skip
    def test_are_one_line_without_the_token_and_change_nothing(
        self, server: Server, to: Way, dataset: Path, part: str, status: int, told: str
    ):
        server.failures[part] = [status]
        with pytest.raises(HubError, match=told) as error:
            publish(pack(dataset), to(REPO))
        assert TOKEN not in str(error.value) and "\n" not in str(error.value)
        assert REPO not in server.repositories or set(server.files(REPO)) == {".gitattributes"}

    @pytest.mark.slow
    def test_are_not_told_where_a_connection_that_drops_is_taken_up_again(
        self, server: Server, to: Way, dataset: Path, capfd: pytest.CaptureFixture[str]
    ):
        server.failures["PUT /lfs/"] = [DROP]
        publish(pack(dataset), to(REPO))
        assert set(server.files(REPO)) >= BELONGS and len(server.asked("PUT /lfs/")) == 6
        assert capfd.readouterr().err == ""

    def test_leave_what_has_arrived_for_the_next_time(self, server: Server, to: Way, dataset: Path):
        server.failures["/commit/"] = [DROP]
        with pytest.raises(HubError):
            publish(pack(dataset), to(REPO))
        sent = len(server.asked("PUT /lfs/"))
        publish(pack(dataset), to(REPO))
        assert sent == 5 == len(server.asked("PUT /lfs/")) and set(server.files(REPO)) >= BELONGS

    @pytest.mark.parametrize("name", ["press", "a/b/c", "ana/", "/press", "ana/pr--ess", "ana/-x", "ana/é", "ana/x y", "ana/\x1b[31m", "https://[ana/press"])  # fmt: skip
    def test_of_a_name_say_what_one_is(self, name: str):
        with pytest.raises(UsageError, match="give USER/NAME"):
            check_repository(name)

    @given(st.text() | st.text("a/-._:", max_size=12))
    def test_of_any_text_are_one_kind_of_error(self, text: str):
        try:
            assert check_repository(text) == text and text.isascii() and text.count("/") == 1
        except UsageError as error:
            assert str(error).startswith(f"REPO {text}: not a name of a repository")

    @pytest.mark.parametrize("place", ["https://huggingface.co/datasets/", "hf://datasets/", "datasets/"])
    def test_of_an_address_name_the_repository_in_it(self, place: str):
        with pytest.raises(UsageError, match=r"did you mean ana/press\?"):
            check_repository(f"{place}ana/press{'/tree/main' if place.startswith('http') else ''}")

    def test_of_a_licence_that_the_hub_does_not_know_name_the_nearest(self, copy: Path):
        with pytest.raises(DatasetError, match=r"its licence `CC BY` is none that .* did you mean cc-by-4.0\?"):
            pack(rewritten(copy, license="CC BY"))


class TestTheCommand:
    def test_lists_what_it_would_send_and_opens_no_connection(self, run: Run, dataset: Path):
        told = run("publish", dataset, REPO, "--dry-run")
        assert told.returncode == 0, told.stderr
        sizes = dict(line.split("\t") for line in told.stdout.splitlines())
        assert {name: int(size) for name, size in sizes.items()} == {
            name: (dataset / name).stat().st_size for name in BELONGS
        }
        total = f"{sum(map(int, sizes.values())):,}"
        assert f"would send 10 files of {total} bytes to https://huggingface.co/datasets/{REPO}" in told.stderr
        assert "stays here dataset_dict.json, pairs.tsv, train/ (3 files): copies of the pairs" in told.stderr
        assert "the Hub will show the licence `unknown`; to state one, build again with --license" in told.stderr
        as_json = json.loads(run("publish", dataset, REPO, "--dry-run", "--json").stdout)
        assert {file["path"] for file in as_json["files"]} == BELONGS and as_json["dry_run"] is True

    def test_sends_nothing_of_a_dataset_with_problems(self, run: Run, copy: Path):
        (copy / "croissant.json").write_text("{}")
        told = run("publish", copy, REPO, "--dry-run")
        assert (told.returncode, told.stdout) == (1, "")
        assert "croissant.json: changed since it was built" in told.stderr
        assert told.stderr.splitlines()[-1].endswith("1 problem found, so nothing was sent")

    @pytest.mark.slow
    def test_sends_a_dataset_that_loads_from_the_hub_and_is_sound_in_a_copy(
        self, run_new: Run, server: Server, environment: dict[str, str], dataset: Path, tmp_path: Path
    ):
        sent = run_new("publish", dataset, REPO, env=environment)
        assert sent.returncode == 0, sent.stderr
        assert sent.stdout.startswith(f"published  {server.address}/datasets/{REPO}: fr-en, version 1, 10 files of ")
        assert TOKEN not in sent.stdout + sent.stderr and "%" not in sent.stderr, "bars are for terminals"
        again = run_new("publish", dataset, REPO, "--json", env=environment)
        assert json.loads(again.stdout)["sent"] == []
        download = (
            "from huggingface_hub import snapshot_download\n"
            f"snapshot_download({REPO!r}, repo_type='dataset', local_dir={str(tmp_path / 'copy')!r})"
        )
        run_python(download, environment)
        card = (tmp_path / "copy" / "README.md").read_text("utf-8")
        snippet = card.partition("```python\n")[2].partition("```")[0]
        assert '"path/to/this/folder"' in snippet
        for place in (REPO, str(tmp_path / "copy")):
            shown = snippet.replace("path/to/this/folder", place) + "print(len(pairs), len(unflagged), len(articles))"
            assert run_python(shown, environment).splitlines()[-1].split()[::2] == ["204", "5"]
        others = f"[print(load_dataset({REPO!r}, each)) for each in ('flat', 'documents', 'skipped')]"
        run_python(f"from datasets import load_dataset\n{others}", environment)
        checked = run_new("check", tmp_path / "copy")
        assert checked.returncode == 0, checked.stdout
        assert checked.stdout.endswith("load_dataset reads it. Not here, and only copies of the pairs: pairs.tsv and the Arrow copy.\n")  # fmt: skip

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"HF_TOKEN": ""}, "bilingual: ana/press: no token to write with; make one at "),
            ({"HF_TOKEN": "hf_é"}, "bilingual: ana/press: the token holds characters that no token has"),
            ({"HF_TOKEN": "hf_wrong"}, "bilingual: ana/press: the Hub refuses the token (401); "),
            ({"HF_HUB_OFFLINE": "1"}, "bilingual: ana/press: HF_HUB_OFFLINE is set, so nothing can be sent"),
            ({"HF_ENDPOINT": "http://127.0.0.1:9"}, "bilingual: http://127.0.0.1:9: the connection failed ("),
        ],
    )
    def test_ends_with_one_line_where_it_cannot_send(
        self, run_new: Run, environment: dict[str, str], dataset: Path, changed: dict[str, str], told: str
    ):
        ended = run_new("publish", "--quiet", dataset, REPO, env={**environment, **changed})
        assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (1, "", 1), ended.stderr
        assert ended.stderr.startswith(told)
        assert "hf_" not in ended.stderr


def run_python(script: str, environment: dict[str, str]) -> str:
    """What a Python program prints that takes the server for the Hub."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class TestACopyFromTheHub:
    @pytest.fixture
    def downloaded(self, copy: Path) -> Path:
        shutil.rmtree(copy / "train")
        for name in ("dataset_dict.json", "pairs.tsv"):
            (copy / name).unlink()
        (copy / ".gitattributes").write_text("*.parquet filter=lfs\n")
        left = copy / ".cache" / "huggingface" / "download" / "README.md.metadata"
        left.parent.mkdir(parents=True)
        left.write_text("x")
        return copy

    def test_is_sound(self, downloaded: Path):
        assert check_dataset(downloaded) == []
        assert len(list(read_pairs(downloaded))) == 204

    def test_is_not_sound_with_half_an_arrow_copy(self, dataset: Path, downloaded: Path):
        shutil.copytree(dataset / "train", downloaded / "train")
        assert [problem for problem in check_dataset(downloaded) if "dataset_dict.json: missing" in problem]

    def test_is_not_sound_with_a_changed_copy_or_another_file(self, downloaded: Path):
        (downloaded / "pairs.tsv").write_text("id\n")
        (downloaded / ".cache" / "notes").write_text("x")
        problems = check_dataset(downloaded)
        assert len(problems) == 2 and "notes: not listed" in problems[1] and "pairs.tsv: changed" in problems[0]

    def test_goes_to_another_repository_as_it_came(self, server: Server, to: Way, downloaded: Path):
        publish(pack(downloaded), to(REPO))
        assert set(server.files(REPO)) == {".gitattributes", *BELONGS}

    @pytest.mark.slow
    def test_takes_a_review(self, run: Run, downloaded: Path, dataset: Path, tmp_path: Path):
        table = (dataset / "pairs.tsv").read_text("utf-8").replace("\tmachine\t", "\taccepted\t", 1)
        (tmp_path / "review.tsv").write_text(table, "utf-8")
        applied = run("review", "apply", tmp_path / "review.tsv", downloaded)
        assert applied.returncode == 0, applied.stderr
