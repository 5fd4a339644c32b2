"""What is wrong with a command line, said in one line: what was given, what it should be, and the nearest thing."""

import re
import shlex
from pathlib import Path

import pytest

from bilingual.text.nearest import advise, nearest
from tests.conftest import Run

IS_MISSING = "DATASET is missing: a dataset folder that `bilingual build` wrote; see `bilingual check --help`"

# A command line, its exit code, and what stands behind `bilingual: ` as a regular expression for the whole line.
UNKNOWN = [
    ("bulid articles", 2, "no such command `bulid`; did you mean `bilingual build`?"),
    ("apply r.tsv ds", 2, "no such command `apply`; did you mean `bilingual review apply`?"),
    ("articles", 2, "no such command `articles`; to build a dataset from this path: `bilingual build articles`"),
    ("-q", 2, "`bilingual` needs a command; choose from build, .*, model"),
    ("model -q", 2, "`bilingual model` needs a command; choose from list, .*"),
    ("qqq", 2, "no such command `qqq` of `bilingual`; choose from build, .*, model"),
    ("model lst", 2, "no such command `lst`; did you mean `bilingual model list`?"),
    ("--verison", 2, "--verison: no such option of `bilingual`; did you mean --version?"),
    ("-v", 2, "-v: no such option of `bilingual`; did you mean -V?"),
    (
        "--out d build articles",
        2,
        "--out: no such option of `bilingual`; write it behind the command: `bilingual build … --out`",
    ),
    (
        "--json stats ds",
        2,
        "--json: no such option of `bilingual`; write it behind the command: `bilingual stats … --json`",
    ),
    ("--dry-run review apply r.tsv ds", 2, ".*; write it behind the command: `bilingual review apply … --dry-run`"),
    ("build articles -V", 2, "-V: no such option of `bilingual build`; write it before the command: `bilingual -V`"),
    ("model list --show-completion", 2, ".*; write it before the command: `bilingual --show-completion`"),
    ("stats -v ds", 2, "-v: no such option of `bilingual stats`; see `bilingual stats --help`"),
    ("publish ds ana/x --token t", 2, "--token: no such option of `bilingual publish`; see `bilingual publish --help`"),
    ("report ds --json", 2, "--json: no such option of `bilingual report`; see `bilingual report --help`"),
    ("report ds --quite", 2, "--quite: no such option of `bilingual report`; did you mean --quiet?"),
    ("build articles --bem 2", 2, "--bem: no such option of `bilingual build`; did you mean --beam?"),
    ("build articles -o d", 2, "-o: no such option of `bilingual build`; did you mean --out?"),
]
MISSING = [
    ("build", 2, "SOURCE is missing: articles, in files, .*; - is stdin; see `bilingual build --help`"),
    ("check", 2, IS_MISSING),
    ("explain ds", 2, "ID is missing: the id of a pair .*; see `bilingual explain --help`"),
    ("export ds", 2, "--to is missing: formats, some of .*; see `bilingual export --help`"),
    (
        "review apply r.tsv",
        2,
        "r.tsv: name the dataset too: `bilingual review apply r.tsv DATASET`",
    ),
    ("build articles --beam", 2, "--beam needs a value: hypotheses .*; see `bilingual build --help`"),
    ("check ''", 2, "DATASET is empty; give a value, or set the variable that it is in"),
    ("build articles --out ''", 2, "--out is empty; give a value, or set the variable that it is in"),
    ("build articles --beam=", 2, "--beam is empty; .*"),
    ("model info ''", 2, r"NAME\|PATH is empty; .*"),
]
TOO_MUCH = [
    (
        "build articles ds",
        2,
        "ds: a dataset, not a folder of articles; to write there: --out ds; to build from .*: ds/articles",
    ),
    ("check ds ds", 2, "ds: one argument too many; `bilingual check` takes DATASET"),
    (
        "report ds r.html",
        2,
        r"r.html: one argument too many; `bilingual report` takes DATASET \(to write there: --out r.html\)",
    ),
    ("model install fr_en", 2, "fr_en: one argument too many; `bilingual model install` takes no argument"),
    ("build articles --json=yes", 2, "--json takes no value; see `bilingual build --help`"),
]
VALUES = [
    ("build articles --beam 0", 2, "--beam 0: choose from 1 to 64"),
    ("translate --beam 65", 2, "--beam 65: choose from 1 to 64"),
    ("build articles --beam two", 2, "--beam two: not a whole number; choose from 1 to 64"),
    ("review export ds --sample 0", 2, "--sample 0: choose 1 or more"),
    ("export ds --to tsv --min-score high", 2, "--min-score high: not a number"),
    ("build articles --device gpu", 2, "--device gpu: choose auto, cpu or cuda"),
    ("build articles --kinds sentences", 2, "--kinds sentences: no kind `sentences`; did you mean `sentence`?"),
    (
        "build articles --split train=0.5,test=0.5,train=0.5",
        2,
        "--split .*: `train` is named twice; give each split one share",
    ),
    ("build articles --split train=1,train=1", 2, "--split .*: `train` is named twice; give each split one share"),
    ("build articles --split train=0.5", 2, "--split train=0.5: the shares must be above 0 and sum to 1"),
    (
        "build articles --license 'CC BY'",
        2,
        "--license CC BY: not a licence .*; did you mean cc-by-4.0? `other` is for one that it lacks",
    ),
    ("export ds --to tmy", 2, "--to tmy: no `tmy`; did you mean `tmx`?"),
    ("export ds --to jsonl --min-score nan", 2, "--min-score nan: not a number"),
    (
        "publish ds ana/x --dry-run --revision 'my branch'",
        2,
        "--revision my branch: not a name of a branch; give one without blanks, such as draft",
    ),
    (
        "export ds --to jsonl --min-score 5",
        2,
        "jsonl: none of the [0-9]+ pairs is what the options ask for; .*; nothing was written",
    ),
    ("review export ds --order scores", 2, "--order scores: did you mean `score`?"),
    ("model install --sha256 12", 2, "--sha256 12: not a SHA-256, which has 64 hexadecimal digits"),
    ("model install --index nosuch", 2, "--index nosuch: not an address; .*"),
]
PATHS = [
    ("build nosuch", 2, "nosuch: no such file or folder"),
    ("build https://example.org/a.html", 2, "https://example.org/a.html: an address; nothing is downloaded: save the page and give the file"),
    ("build '~/articles'", 2, "~/articles: no such file or folder; ~ is your home only where it is not in quotes"),
    ("build ds", 2, "ds: a dataset, not a folder of articles; give ds/articles to build from its own"),
    ("segment photo.jpg", 2, "photo.jpg: cannot tell how to read it; save it as one of .*"),
    ("segment nosuch", 2, "nosuch: no such file or folder"),
    ("build articles --out articles", 2, "--out articles: this folder holds something else than a dataset; .*"),
    ("build articles --out note.txt/d", 2, "--out note.txt/d: note.txt is a file, in which nothing can be; .*"),
    ("build articles --out '~/d'", 2, "--out ~/d: ~ is your home only at the start of a word outside quotes; give the whole path"),
    ("export ds --to tsv --out '~/d'", 2, "--out ~/d: ~ is your home only .*"),
    ("report ds --out '~/r.html'", 2, "--out ~/r.html: ~ is your home only .*"),
    ("review export ds --out '~/r.tsv'", 2, "--out ~/r.tsv: ~ is your home only .*"),
    ("check '~/ds'", 2, "~/ds: ~ is your home only .*"),
    ("review apply '~/r.tsv' ds", 2, "~/r.tsv: ~ is your home only .*"),
    ("translate '~/a.txt'", 2, "~/a.txt: ~ is your home only .*"),
    ("evaluate '~/t.tsv'", 2, "~/t.tsv: ~ is your home only .*"),
    ("check nosuch", 2, "nosuch: not a dataset of bilingual: there is no such folder; .*"),
    ("check articles", 2, "articles: not a dataset of bilingual: it has no manifest.json; to build one from it: `bilingual build articles`"),
    ("check .", 2, ".: not a dataset of bilingual, but ds in it is one"),
    ("stats note.txt", 2, "note.txt: a file, not a dataset of bilingual; give the folder"),
    ("stats ds/manifest.json", 2, "ds/manifest.json: a file, not a dataset of bilingual; give the folder it is in, ds"),
    ("explain 0041 ds", 2, "0041 and ds are swapped; write `bilingual explain ds 0041`"),
    ("review apply ds r.tsv", 2, "r.tsv and ds are swapped; write `bilingual review apply r.tsv ds`"),
    ("review apply articles ds", 2, "articles: a folder, and no dataset; name a review table, or a dataset with verdicts"),
    ("review export ds --out articles", 2, "--out articles: this is a folder; give the name of the file to write"),
    ("report ds --out /proc/r.html", 1, "/proc/r.html: .*"),
    ("translate nosuch.txt", 2, "nosuch.txt: no such file"),
    ("translate note.txt --model nosuch", 2, "nosuch: no such model; choose from embedded, or give a path"),
    ("model info embeded", 2, "embeded: no such model; did you mean embedded?"),
    ("model info articles", 2, "articles: not a model: neither an Argos package .* nor a CTranslate2 folder .*"),
    ("model add note.txt", 2, "note.txt: not a model; give an .argosmodel file or a CTranslate2 folder"),
    ("flag articles", 2, "articles: a folder; name a file"),
    ("evaluate nosuch.tsv", 2, "nosuch.tsv: no such test set"),
    ("evaluate r.tsv --cases nosuch.jsonl", 2, "nosuch.jsonl: no such list of cases"),
    ("evaluate r.tsv --cases '~/c.jsonl'", 2, "--cases ~/c.jsonl: ~ is your home only .*"),
    # Files that are there, but broken: the data's fault.
    ("segment empty.txt", 1, "empty.txt: the file is empty; .*"),
    ("check wrecked", 1, "wrecked/manifest.json: damaged: .*"),
    ("model add broken.argosmodel", 1, "broken.argosmodel: refused: it is not a zip archive, or not a whole one; .*"),
    ("build articles --exclude r.tsv --out no", 1, "r.tsv, line 1: a table with the columns id status fr en .*, not French, a tab, English; .* `paste pairs.fr pairs.en`"),
    ("flag r.tsv --model none", 1, "r.tsv, line 1: a table with the columns id status fr en .*"),
    ("evaluate r.tsv", 1, "r.tsv, line 1: a table with the columns id status fr en .*"),
    ("evaluate r.tsv --cases r.tsv", 1, "r.tsv, line 1: no JSON; each line must hold an object such as .*"),
    ("flag note.txt", 1, "note.txt, line 1: each line must hold French, a tab, and English"),
]  # fmt: skip


@pytest.fixture(scope="module")
def place(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, a dataset, a table for reviewers, and files of the wrong sort."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text("Le chat dort.\n", encoding="utf-8")
    (folder / "ds").symlink_to(dataset)
    (folder / "r.tsv").write_bytes((dataset / "pairs.tsv").read_bytes())
    (folder / "note.txt").write_text("Bonjour.\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / "empty.txt").touch()
    (folder / "wrecked").mkdir()
    (folder / "wrecked" / "manifest.json").write_text("{", encoding="utf-8")
    (folder / "broken.argosmodel").write_text("<html>", encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "code", "said"), [*UNKNOWN, *MISSING, *TOO_MUCH, *VALUES, *PATHS], ids=lambda part: str(part)[:40]
)
def test_a_mistake_is_one_line_and_an_exit_code(run: Run, place: Path, line: str, code: int, said: str):
    told = run(*shlex.split(line), cwd=place)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (code, "", 1), told.stderr
    expected = re.sub(r"\?(?=$| `)", r"\\?", said)
    assert re.fullmatch(f"bilingual: {expected}\n", told.stderr), told.stderr


@pytest.mark.parametrize("line", ["-q", "build -q", "-h", "build -h", "-V"])
def test_what_is_no_mistake_ends_with_0_and_says_nothing_on_stderr(run: Run, place: Path, line: str):
    given = [*shlex.split(line), "articles"] if line == "build -q" else shlex.split(line)
    told = run(*given, "--help" if "-h" not in line and "-V" not in line else "-q", cwd=place)
    assert told.returncode == 0 and told.stdout and told.stderr == ""


@pytest.mark.slow
def test_quiet_leaves_out_notices_and_progress_before_and_behind_the_command(run: Run, place: Path, tiny_package: Path):
    command = ["build", "articles", "--model", tiny_package, "--beam", "1", "--out"]
    loud = run(*command, "loud", cwd=place)
    quiet = [run("-q", *command, "a", cwd=place), run(*command, "b", "--quiet", cwd=place)]
    assert "model      " in loud.stderr and [told.stderr for told in quiet] == ["", ""]
    assert all(told.returncode == 0 and told.stdout.startswith("built") for told in quiet)
    assert run("-q", "check", "nosuch", cwd=place).stderr.count("\n") == 1


@pytest.mark.slow
def test_only_the_line_that_names_the_model_speaks_of_a_better_one(run: Run, place: Path):
    told = run("build", "articles", "--out", "starter", cwd=place)
    named = [
        line for line in (told.stderr + told.stdout).splitlines() if "model install" in line or line.startswith("model")
    ]
    assert len(named) == 1 and named[0].startswith("model      fr_en")


@pytest.mark.slow
def test_formats_may_be_in_capitals_and_ids_shielded(run: Run, place: Path, dataset: Path):
    assert run("export", "ds", "--to", "CSV", "--out", "exported", cwd=place).returncode == 0
    name = (dataset / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1].split("\t")[0]
    assert run("explain", "ds", rf"\{name}", cwd=place).stdout.startswith(f"id         {name}\n")


@pytest.mark.slow
def test_an_export_without_a_pair_leaves_the_files_that_are_there(run: Run, place: Path):
    run("export", "ds", "--to", "jsonl", "--out", "kept", cwd=place)
    before = (place / "kept" / "pairs.jsonl").read_bytes()
    assert run("export", "ds", "--to", "jsonl", "--out", "kept", "--status", "edited", cwd=place).returncode == 2
    assert before and (place / "kept" / "pairs.jsonl").read_bytes() == before


def test_two_files_of_one_name_are_named_with_their_folders(run: Run, place: Path):
    for folder in ("one", "two"):
        (place / folder).mkdir()
        (place / folder / "a.txt").write_text(f"Le chat dort {folder}.\n", encoding="utf-8")
    told = run("build", "one", "two", "--out", "both", cwd=place)
    assert told.returncode == 1 and "in one/a.txt and two/a.txt; rename one of them" in told.stderr


@pytest.mark.slow
def test_stats_fit_one_screen(run: Run, place: Path):
    lines = run("stats", "ds", cwd=place, env={"COLUMNS": "80"}).stdout.splitlines()
    assert len(lines) <= 24 and max(map(len, lines)) <= 80


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 120])
def test_explain_keeps_within_the_screen(run: Run, place: Path, dataset: Path, columns: int):
    flagged = next(line.split("\t") for line in (dataset / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:])
    told = run("explain", "ds", flagged[0], cwd=place, env={"COLUMNS": str(columns)})
    assert max(map(len, told.stdout.splitlines())) <= columns and "\x1b" not in told.stdout


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("bulid", ["build", "check"], "build"),
        ("TMX", ["tsv", "tmx"], "tmx"),
        ("xyz", ["build"], None),
        ("", ["a"], None),
    ],
)
def test_the_nearest_word_is_found_whatever_its_case(word: str, known: list[str], found: str | None):
    assert nearest(word, known) == found


def test_without_a_near_word_all_are_named():
    assert advise("qqq", ["document", "score"]) == "choose from document, score"
    assert advise("scores", ["document", "score"]) == "did you mean `score`?"
