"""Installing: the lists of requirements are complete and agree, and the main job runs with the short one alone."""

import shutil
import subprocess
import tomllib
import venv
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from bilingual.evaluation import INSTALL_SCORES
from bilingual.models.folders import INSTALL_ARGOS
from tests.conftest import ROOT, SEEDS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LEFT_OUT = {"minisbd", "spacy", "stanza"}  # what Argos Translate's own translator needs, and bilingual does not

Bilingual = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def small_bpe(tiny_package: Path, tmp_path: Path) -> Path:
    """The tiny model as an older package, whose tokenizer is `bpe.model`."""
    folder = Path(shutil.copytree(tiny_package, tmp_path / "older"))
    (folder / "sentencepiece.model").unlink()
    (folder / "bpe.model").write_text("#version: 0.2\nl e</w>\nd e\n", encoding="utf-8")
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return the file of a short article: the first paragraphs of the first seed."""
    path = tmp_path / "article.txt"
    path.write_text(min(SEEDS.iterdir()).read_text(encoding="utf-8")[:1200], encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a dataset."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("fr-en/**/*") if path.is_file()}


def lines(name: str) -> list[str]:
    """The requirements in a file at the root, without comments and options."""
    return [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line[0] not in "#-"]


def main_list() -> set[str]:
    """The distributions that the main job needs."""
    return set(map(canonicalize_name, lines("requirements.txt")))


def pins() -> dict[str, Version]:
    """The version of each distribution that is pinned."""
    return {
        canonicalize_name(name): Version(pin) for name, pin in (line.split("==") for line in lines("constraints.txt"))
    }


def declared(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with some extras."""
    optional = PROJECT["project"]["optional-dependencies"]
    texts = [*PROJECT["project"]["dependencies"], *(text for extra in extras for text in optional[extra])]
    found = list(map(Requirement, texts))
    own = [requirement for requirement in found if requirement.name == "bilingual"]
    others = [requirement for requirement in found if requirement.name != "bilingual"]
    return [*others, *(part for requirement in own for part in declared(*sorted(requirement.extras)))]


def wanted_by(requirement: Requirement) -> list[Requirement]:
    """What an installed distribution asks for here, with the extras that are asked of it."""
    extras = requirement.extras or {""}
    parts = map(Requirement, requires(requirement.name) or [])
    return [
        part for part in parts if not part.marker or any(part.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def closure(requirements: Iterable[Requirement], without: set[str]) -> set[str]:
    """The names of all distributions that have to be installed for these, but for some and what only those need."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key[0] not in without and key not in seen:
            seen.add(key)
            waiting += wanted_by(requirement)
    return {name for name, _ in seen}


def environment(folder: Path, names: Iterable[str]) -> Path:
    """Make an environment in which a few of the distributions installed here are, and return its Python."""
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    for name in names:
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}:
            (site / top).symlink_to(str(found.locate_file(top)))
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def bilingual_with(clean_home: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Bilingual]:
    """Return what runs the command where the short list is installed, but for some of it."""

    @cache
    def bilingual(*but: str) -> Bilingual:
        python = environment(tmp_path_factory.mktemp("environment"), main_list() - set(but))

        def run(*arguments: object) -> subprocess.CompletedProcess[str]:
            command = [python, "-m", "bilingual", *map(str, arguments)]
            return subprocess.run(
                command, cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8", input="", timeout=300
            )

        return run

    return bilingual


def one_line(printed: str) -> str:
    """The last line of what was printed, which is all that was said about an error."""
    assert "Traceback" not in printed and printed.count("bilingual: ") == 1
    return printed.splitlines()[-1]


class TestLists:
    def test_the_short_list_is_all_that_the_main_job_needs_and_no_more(self):
        assert main_list() == closure(declared(), LEFT_OUT)

    def test_every_pin_is_for_something_that_the_tests_need_and_all_of_that_is_pinned(self):
        assert set(pins()) == closure(declared("dev"), set())

    def test_every_pin_is_within_the_bounds_of_the_project_and_of_the_packages(self):
        for requirement in declared("dev"):
            assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)]), requirement
        for name in pins():
            for requirement in wanted_by(Requirement(name)):
                pin = pins().get(canonicalize_name(requirement.name))
                assert not pin or requirement.specifier.contains(pin, prereleases=True), (name, str(requirement))

    def test_what_is_left_out_is_what_argos_translate_asks_for_and_can_be_had_as_an_extra(self):
        asked = {canonicalize_name(requirement.name) for requirement in wanted_by(Requirement("argostranslate"))}
        extra = PROJECT["project"]["optional-dependencies"]["argos"]
        assert set(extra) == LEFT_OUT < asked
        (without,) = PROJECT["tool"]["uv"]["dependency-metadata"]
        kept = {canonicalize_name(Requirement(text).name) for text in without["requires-dist"]}
        assert (without["name"], kept) == ("argostranslate", asked - LEFT_OUT)

    @pytest.mark.parametrize(("extra", "told"), [("scores", INSTALL_SCORES)])
    def test_what_a_missing_extra_is_told_to_install_is_the_extra_without_what_argos_asks_for(self, extra, told):
        libraries = [Requirement(text).name for text in PROJECT["project"]["optional-dependencies"][extra]]
        assert told == f"pip install {' '.join(libraries)}"
        assert f"`{told}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
class TestShortList:
    def test_the_main_job_runs_from_end_to_end(self, bilingual_with, article, tmp_path):
        out, table = tmp_path / "out", tmp_path / "review.tsv"
        for arguments in (
            ["build", article, "--out", out],
            ["check", out],
            ["stats", out],
            ["export", out, "--to", "xliff,moses,jsonl,csv,wmt"],
            ["report", out, "--out", tmp_path / "report.html"],
            ["review", "export", out, "--out", table],
            ["review", "apply", table, out],
            ["segment", article],
            ["model", "list"],
        ):
            done = bilingual_with()(*arguments)
            assert (done.returncode, "installed" in done.stderr) == (0, False), (arguments, done.stderr)

    def test_a_dataset_is_the_same_as_with_everything_installed(self, bilingual_with, run, article, tmp_path):
        for folder, bilingual in (("short", bilingual_with()), ("all", run)):
            assert bilingual("build", article, "--out", tmp_path / folder / "fr-en").returncode == 0
        assert contents(tmp_path / "short") == contents(tmp_path / "all")

    def test_a_file_whose_reader_lacks_its_library_is_one_line_that_names_it(self, bilingual_with, tmp_path):
        (tmp_path / "page.html").write_text("<p>Bonjour.</p>", encoding="utf-8")
        done = bilingual_with("trafilatura")("segment", tmp_path / "page.html")
        assert done.returncode == 1
        assert one_line(done.stderr).endswith("reading it needs trafilatura; run: pip install trafilatura")

    def test_scores_without_their_extra_are_one_line_that_names_the_library(self, bilingual_with, tmp_path):
        (tmp_path / "test.tsv").write_text("Bonjour.\tHello.\n", encoding="utf-8")
        done = bilingual_with()("evaluate", tmp_path / "test.tsv")
        assert done.returncode == 2
        assert one_line(done.stderr).endswith(f"scores need sacrebleu; run: {INSTALL_SCORES}")

    def test_an_older_package_translates(self, bilingual_with, small_bpe):
        done = bilingual_with()("translate", "--model", small_bpe)
        assert done.returncode == 0, done.stderr


@pytest.mark.slow
class TestWithoutArgosTranslate:
    def test_the_embedded_model_builds_and_one_line_says_what_is_not_looked_at(self, bilingual_with, article, tmp_path):
        done = bilingual_with("argostranslate")("build", article, "--out", tmp_path / "out")
        assert done.returncode == 0
        (said,) = [line for line in done.stderr.splitlines() if "argostranslate" in line]
        assert said.endswith(f"argostranslate is not installed; run: {INSTALL_ARGOS}")

    def test_what_cannot_be_done_is_one_line_with_what_to_install(self, bilingual_with, tiny_model):
        for arguments in (["model", "install"], ["model", "add", tiny_model], ["translate", "--model", tiny_model]):
            done = bilingual_with("argostranslate")(*arguments)
            assert done.returncode and one_line(done.stderr).endswith(INSTALL_ARGOS), (arguments, done.stderr)

    @pytest.mark.parametrize("absent", ["argostranslate", "sacremoses"])
    def test_an_older_package_says_what_its_tokenizer_needs(self, bilingual_with, small_bpe, absent):
        done = bilingual_with(absent)("translate", "--model", small_bpe)
        assert done.returncode == 1
        assert one_line(done.stderr).endswith(
            f"the tokenizer of an older package needs {absent}; run: pip install sacremoses && {INSTALL_ARGOS}"
        )
