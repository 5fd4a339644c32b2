"""Sources: which files are read, in which order and under which names, whatever lies in the folders."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from bilingual import build
from bilingual.articles import read_articles, survey_articles
from bilingual.cli.translate import _open
from bilingual.errors import ArticleError, BilingualError, UsageError
from bilingual.files.opening import open_regular
from bilingual.pair_tables import read_test
from tests.conftest import ROOT, Run

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def write(path: Path, text: str = "Un texte.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*sources: Path | str) -> list[str]:
    return [file.name for file in survey_articles(sources).files]


def cpu_seconds(work) -> float:
    """The best of three."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def test_one_source_needs_no_list_and_none_is_refused(tmp_path: Path):
    write(tmp_path / "a.txt")
    assert names(str(tmp_path)) == names(tmp_path) == ["a.txt"]
    for alone in (str(tmp_path / "a.txt"), tmp_path):
        assert survey_articles(alone).articles == len(list(read_articles(alone))) == 1
    with pytest.raises(UsageError, match=r"^no source; give at least one"):
        build([], tmp_path / "o")
    assert not (tmp_path / "o").exists()


class TestSpecialFiles:
    """A pipe, a device or a socket is refused or passed over at once; nothing waits for it."""

    @pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl", ".parquet", ""])
    def test_a_pipe_that_is_named_is_a_usage_error(self, tmp_path: Path, ending: str):
        os.mkfifo(tmp_path / f"f{ending}")
        with pytest.raises(UsageError, match=rf"f{ending}: a pipe, not a regular file; .*-$"):
            list(read_articles([tmp_path / f"f{ending}"]))

    def test_a_device_behind_a_link_and_a_socket_are_too(self, tmp_path: Path):
        (tmp_path / "z.txt").symlink_to("/dev/zero")
        with pytest.raises(UsageError, match=r"z.txt: a device, not a regular file"):
            list(read_articles([tmp_path / "z.txt"]))
        with pytest.raises(UsageError, match=r"z.txt: a device"):
            list(read_articles([tmp_path / "*.txt"]))
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "s.txt"))
            with pytest.raises(UsageError, match=r"s.txt: a socket"):
                list(read_articles([tmp_path / "s.txt"]))

    def test_in_a_folder_they_are_passed_over_with_a_note(self, tmp_path: Path):
        write(tmp_path / "a.txt")
        os.mkfifo(tmp_path / "b.jsonl")
        (tmp_path / "c.txt").symlink_to("/dev/zero")
        survey = survey_articles([tmp_path])
        assert [file.name for file in survey.files] == ["a.txt"]
        assert survey.notes == (
            "b.jsonl: passed over, a pipe, not a regular file",
            "c.txt: passed over, a device, not a regular file",
        )

    def test_a_link_to_a_regular_file_is_read(self, tmp_path: Path):
        write(tmp_path / "real" / "a.txt")
        (tmp_path / "b.txt").symlink_to(tmp_path / "real" / "a.txt")
        assert [article.id for article in read_articles([tmp_path / "b.txt"])] == ["b"]

    def test_test_sets_and_the_lines_to_translate_are_regular_files_too(self, tmp_path: Path):
        os.mkfifo(tmp_path / "f.tsv")
        os.mkfifo(tmp_path / "f.tsv.gz")
        for path in (tmp_path / "f.tsv", tmp_path / "f.tsv.gz", Path("/dev/zero"), tmp_path):
            with pytest.raises(UsageError, match=r"a pipe|a device|a folder"):
                read_test(path)
            with pytest.raises(UsageError, match=r"(a pipe|a device).*send its lines to -|a folder"):
                _open(str(path))

    def test_a_file_that_becomes_a_pipe_between_look_and_opening_is_refused(self, tmp_path: Path, monkeypatch):
        path = write(tmp_path / "a.txt")
        opened = os.open

        def swap(name, flags):
            path.unlink()
            os.mkfifo(path)
            return opened(name, flags)

        monkeypatch.setattr(os, "open", swap)
        with pytest.raises(UsageError, match="a pipe"):
            open_regular(path)

    @pytest.mark.slow
    def test_commands_end_at_once_with_2_and_one_line(self, run: Run, tmp_path: Path):
        os.mkfifo(tmp_path / "f.txt")
        sentence = write(tmp_path / "a.txt", "La pluie tombe.")
        for arguments in (
            ("segment", "--json", tmp_path / "f.txt"),
            ("translate", tmp_path / "f.txt"),
            ("build", tmp_path / "f.txt", "--out", tmp_path / "o"),
            ("build", sentence, "--exclude", tmp_path / "f.txt", "--out", tmp_path / "o"),
        ):
            done = run(*arguments)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
            assert "f.txt: a pipe, not a regular file" in done.stderr

    @pytest.mark.slow
    @pytest.mark.parametrize("command", ["segment --json -", "translate", "build - --out {}/o"])
    def test_a_closed_standard_input_is_one_line_and_2(self, tmp_path: Path, clean_home: dict[str, str], command: str):
        line = f'exec "{sys.executable}" -m bilingual {command.format(tmp_path)} <&-'
        done = subprocess.run(["bash", "-c", line], cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("bilingual: -: standard input is closed; ") and done.stderr.count("\n") == 1


class TestLinks:
    """Each real folder is read once, by the first path in order of name."""

    def test_a_folder_under_two_names_is_read_under_the_first_and_said(self, tmp_path: Path):
        write(tmp_path / "b" / "un.txt")
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b" / "up").symlink_to("..")
        survey = survey_articles([tmp_path])
        assert [file.name for file in survey.files] == ["a/un.txt"]
        assert survey.notes == ("2 folders: passed over, a folder that is read under another name: a/up, b",)

    def test_the_order_is_that_of_names_each_folder_in_its_place(self, tmp_path: Path):
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "a-b/x.txt", "é.txt", "z/1.txt"):
            write(tmp_path / name)
        assert names(tmp_path) == ["a/b/c.txt", "a/z.txt", "a-b/x.txt", "a.txt", "b.txt", "z/1.txt", "é.txt"]

    @pytest.mark.parametrize("source", [".", "**/*.txt", "**"])
    def test_links_that_fan_out_cost_no_more_than_the_folders_there_are(self, tmp_path: Path, source: str):
        for level in range(16):
            (tmp_path / f"{level:02}").mkdir()
            for link in ("x", "y"):
                (tmp_path / f"{level:02}" / link).symlink_to(f"../{level + 1:02}")
        write(tmp_path / "16" / "un.txt")
        (tmp_path / "16" / "self").symlink_to(".")
        (tmp_path / "16" / "self2").symlink_to(".")
        began = time.process_time()
        assert [Path(file.path).name for file in survey_articles([tmp_path / "00" / source]).files] == ["un.txt"]
        assert time.process_time() - began < 1

    def test_a_folder_with_two_links_to_itself_is_searched_once_by_a_pattern(self, tmp_path: Path):
        write(tmp_path / "un.txt")
        for link in ("x", "y"):
            (tmp_path / link).symlink_to(".")
        assert names(tmp_path / "**" / "*.txt") == ["un.txt"]

    @pytest.mark.slow
    def test_folders_nested_deep_cost_little_more_than_folders_side_by_side(self, tmp_path: Path):
        folder = tmp_path / "deep"
        for level in range(400):  # the standard library, which clears up, recurses
            write(folder / f"{level}.txt")
            write(tmp_path / "wide" / f"{level}" / "un.txt")
            folder /= "d"
        deep = cpu_seconds(lambda: survey_articles([tmp_path / "deep"]))
        assert deep <= 10 * cpu_seconds(lambda: survey_articles([tmp_path / "wide"]))

    def test_what_lies_too_deep_for_the_system_is_one_line(self, tmp_path: Path):
        folder = os.open(tmp_path, os.O_RDONLY)
        for _ in range(60):
            os.mkdir("d" * 100, dir_fd=folder)
            inside = os.open("d" * 100, os.O_RDONLY, dir_fd=folder)
            os.close(folder)
            folder = inside
        os.close(folder)
        with pytest.raises(ArticleError, match="File name too long"):
            survey_articles([tmp_path])

    def test_links_that_lead_nowhere_or_to_themselves_are_one_line(self, tmp_path: Path):
        (tmp_path / "x.txt").symlink_to("x.txt")
        (tmp_path / "q*r").symlink_to("nowhere")
        for source in ("x.txt", "", "x*"):
            with pytest.raises(ArticleError, match=r"x.txt: cannot be read: Too many levels of symbolic links"):
                survey_articles([tmp_path / source])
        with pytest.raises(UsageError, match=r"q\*r: a link to a file or folder that does not exist"):
            survey_articles([tmp_path / "q*r"])

    def test_hard_links_are_articles_of_their_own_and_one_file_by_two_paths_is_one(self, tmp_path: Path):
        write(tmp_path / "a.txt")
        os.link(tmp_path / "a.txt", tmp_path / "b.txt")
        (tmp_path / "c.txt").symlink_to("a.txt")
        assert names(tmp_path, tmp_path / "." / "a.txt") == ["a.txt", "b.txt"]


class TestPatterns:
    """Patterns match what the standard library's glob matches, in its order."""

    @pytest.mark.parametrize(
        "pattern", ["*", "*.txt", "**/*.txt", "**", "a/**", "a/**/c*", "**/b/**/*.txt", "?/**/*.md"]
    )
    def test_the_files_are_those_of_glob(self, tmp_path: Path, monkeypatch, pattern: str):
        import glob

        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a/b/d/e.txt", "a-b/x.txt", ".h/i.txt", "a/.j.txt", "a/k.md"):
            write(tmp_path / name)
        from bilingual.articles.patterns import matching_paths

        monkeypatch.chdir(tmp_path)
        for base in ("", f"{tmp_path}/"):
            theirs = {os.path.normpath(path) for path in glob.glob(base + pattern, recursive=True)}
            ours = [os.path.normpath(path) for path in matching_paths(base + pattern)]
            assert set(ours) - {os.path.normpath(base or ".")} == theirs - {os.path.normpath(base or ".")}

    @pytest.mark.slow
    def test_an_empty_source_is_a_usage_error_not_the_current_folder(self, run: Run, tmp_path: Path):
        write(tmp_path / "a.txt", "La pluie tombe.")
        for arguments in (("build", "", "--out", tmp_path / "o"), ("segment", "", "--json"), ("translate", "")):
            done = run(*arguments, cwd=tmp_path)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
            assert "empty" in done.stderr
        assert not (tmp_path / "o").exists()

    @pytest.mark.parametrize("source", ["a\0b.txt", "[", "**/[", "\udcff.txt", "x" * 300 + ".txt", "a" * 5000])
    def test_names_that_no_file_can_have_are_one_line(self, tmp_path: Path, monkeypatch, source: str):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(BilingualError) as caught:
            survey_articles([source])
        assert "\n" not in str(caught.value) and "\0" not in str(caught.value)


class TestNames:
    """An article's id and path are the bytes of its name, read as UTF-8 in every locale."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "in"
        write(folder / "été.txt", "La pluie tombe.")
        write(folder / os.fsdecode(b"d\xe9") / "un.txt", "Le chat dort.")
        write(folder / os.fsdecode(b"n\xff.jsonl"), '{"text": "La ville dort."}')
        return folder

    def test_bytes_that_are_not_utf8_are_written_as_escapes(self, folder: Path):
        found = [(article.id, article.path) for article in read_articles([folder])]
        assert found == [("d\\xe9/un", "d\\xe9/un.txt"), ("n\\xff-1", "n\\xff.jsonl"), ("été", "été.txt")]

    @pytest.mark.slow
    def test_a_build_is_the_same_in_every_locale(self, run: Run, folder: Path, tmp_path: Path, tiny_package: Path):
        tables = []
        for name, env in (("utf8", {}), ("c", C_LOCALE)):
            done = run("build", folder, "--out", tmp_path / name, "--model", tiny_package, env=env)
            assert done.returncode == 0, done.stderr
            tables.append((tmp_path / name / "pairs.tsv").read_bytes())
            tables.append(b"".join(path.read_bytes() for path in sorted((tmp_path / name).rglob("*.parquet"))))
        assert tables[:2] == tables[2:]

    @pytest.mark.slow
    def test_a_test_set_with_such_a_name_is_named_in_the_dataset(
        self, run: Run, folder: Path, tmp_path: Path, tiny_package: Path
    ):
        test = write(tmp_path / os.fsdecode(b"t\xff.tsv"), "La nuit vient.\tNight comes.\n")
        done = run("build", folder, "--exclude", test, "--out", tmp_path / "o", "--model", tiny_package)
        assert done.returncode == 0, done.stderr
        assert "t\\\\xff.tsv" in (tmp_path / "o" / "manifest.json").read_text(encoding="utf-8")

    def test_two_names_that_give_one_id_are_refused(self, tmp_path: Path):
        write(tmp_path / os.fsdecode(b"a\xff.txt"))
        write(tmp_path / "a\\xff.txt")
        with pytest.raises(ArticleError, match="two articles have the id"):
            survey_articles([tmp_path])

    @pytest.mark.slow
    def test_files_in_an_archive_have_their_names_in_every_locale(self, run: Run, tmp_path: Path):
        with ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("l’œuvre/été.txt", "La nuit vient.")
            archive.writestr("vidé.txt", "")
        told = {(done.returncode, done.stdout, done.stderr) for done in (
            run("segment", "--json", tmp_path / "a.zip", env=env) for env in ({}, C_LOCALE))}  # fmt: skip
        assert len(told) == 1 and {code for code, _, _ in told} == {0}

    @pytest.mark.slow
    def test_messages_show_a_name_in_the_same_way_in_every_locale(self, run: Run, tmp_path: Path):
        (tmp_path / "é.txt").write_bytes(b"")
        told = {run("segment", "--json", tmp_path / "é.txt", env=env).stderr for env in ({}, C_LOCALE)}
        assert told == {f"bilingual: {tmp_path}/é.txt: the file is empty; remove it or give its text\n"}
