"""--text-column and --column: a table has the fields of an article under names of its own."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bilingual import BuildOptions, build, read_articles
from bilingual.articles import Article, survey_articles
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from bilingual.cli.columns import parse_columns
from bilingual.errors import ArticleError, UsageError
from tests.conftest import Run

FILES = Path(__file__).parent / "files"
COLUMNS = {"text": "translation.fr", "title": "meta.tête", "publisher": "journal", "language": "langue"}
ROWS = [
    {"id": "a", "translation": {"fr": "Oui.", "en": "Yes."}, "meta": {"tête": "Un"}, "journal": 1, "langue": "fr-FR", "title": "x"},
    {"id": "b", "translation": {"fr": "Non.", "en": "No."}, "meta": {"tête": None}, "journal": 2, "langue": "fra", "title": "y"},
]  # fmt: skip
NESTED = (".jsonl", ".parquet", ".arrow")


def write(path: Path) -> Path:
    """The rows in a table of the kind that the path's ending says; one of text has them without what is nested."""
    table = pa.Table.from_pylist(ROWS)
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    elif path.suffix == ".parquet":
        pq.write_table(table, path)
    elif path.suffix == ".arrow":
        with pa.ipc.new_stream(path, table.schema) as writer:
            writer.write_table(table)
    else:
        path.write_text(
            "id,translation.fr,meta.tête,journal,langue,title\na,Oui.,Un,1,fr-FR,x\nb,Non.,,2,fra,y\n", encoding="utf-8"
        )
    return path


def error_of(path: Path, **columns: str) -> str:
    *_, error = read_file(InputFile(str(path), path.name, columns=columns))
    assert isinstance(error, ArticleError)
    return str(error).removeprefix(str(path))


class TestReading:
    @pytest.mark.parametrize("ending", [*NESTED, ".csv"])
    def test_a_dotted_name_reaches_into_a_struct_or_is_a_name(self, tmp_path: Path, ending: str):
        found = [
            (one.id, one.text, one.title, one.publisher, one.language)
            for one in read_articles(write(tmp_path / f"a{ending}"), columns=COLUMNS)
        ]
        assert found == [("a", "Oui.", "Un", "1", "fr"), ("b", "Non.", None, "2", "fr")]

    @pytest.mark.parametrize("ending", [*NESTED, ".csv"])
    def test_a_field_whose_column_has_no_name_is_not_read(self, tmp_path: Path, ending: str):
        articles = read_articles(
            write(tmp_path / f"a{ending}"), columns={"text": "translation.fr", "id": "", "title": ""}
        )
        assert all(one.id.startswith("a-") and one.title is None for one in articles)

    @pytest.mark.parametrize(
        ("ending", "field", "words"),
        [
            (".parquet", "text", ": no column `x.y`; it has id, translation.fr, translation.en, meta.tête, journal, langue, title; name"),
            (".arrow", "title", ": no column `x.y`; it has id, translation.fr, translation.en, meta.tête, journal, langue, title"),
            (".csv", "title", ":1: no column `x.y`; the first row has `id` `translation.fr` `meta.tête` `journal` `langue` `title`"),
            (".jsonl", "title", ": no line has a key `x.y`"),
            (".jsonl", "text", ":2: `x.y` is missing, empty or not a string; the keys are `id` `translation` `meta` `journal`"),
        ],
    )  # fmt: skip
    def test_a_column_that_is_not_there_is_one_line_with_those_that_are(
        self, tmp_path: Path, ending: str, field: str, words: str
    ):
        said = error_of(write(tmp_path / f"a{ending}"), **{"text": "translation.fr", field: "x.y"})
        assert said.startswith(words) and "\n" not in said

    @pytest.mark.parametrize("ending", [".parquet", ".arrow"])
    def test_a_struct_is_no_text_but_one_of_its_fields_may_be(self, tmp_path: Path, ending: str):
        said = error_of(write(tmp_path / f"a{ending}"), text="translation")
        assert said.startswith(": column `translation` holds struct<") and "is named such as translation." in said

    def test_a_zip_archive_may_hold_tables(self, tmp_path: Path):
        import zipfile

        pytest.importorskip("bilingual.articles.zipped")
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.write(write(tmp_path / "b.csv"), "b.csv")
        found = list(read_articles(tmp_path / "a.zip", columns=COLUMNS))
        assert [(one.id, one.text) for one in found] == [("a", "Oui."), ("b", "Non.")]


class TestRefused:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ((None, ["titre"]), "--column titre: write FIELD=NAME, such as title=titre"),
            ((None, ["titel=a"]), "--column titel=a: no field `titel`; did you mean `title`?"),
            (("a", ["text=b"]), "--column text=b: the column of `text` is named twice"),
            ((" ", []), None),
            (("", []), "--text-column is empty; name the column with the text"),
        ],
    )
    def test_what_names_no_column_is_a_usage_error(self, tmp_path: Path, given, words: str | None):
        write(tmp_path / "a.csv")
        with pytest.raises(UsageError if words else ArticleError) as caught:
            survey_articles(tmp_path, columns=parse_columns(*given))
        assert words is None or str(caught.value).startswith(words)

    def test_options_refuse_it_too(self):
        with pytest.raises(UsageError, match="no field `texte`; did you mean `text`"):
            BuildOptions(columns={"texte": "a"})

    def test_columns_where_no_input_has_any_are_a_usage_error(self, tmp_path: Path):
        (tmp_path / "c.txt").write_text("Oui.")
        with pytest.raises(UsageError, match=r"are for tables \(.*\.csv .*\), and none of the inputs is one$"):
            survey_articles(tmp_path, columns={"text": "contenu"})
        write(tmp_path / "b.csv")
        assert survey_articles(tmp_path, columns=COLUMNS).articles == 3


@pytest.mark.slow
class TestBuild:
    def test_the_manifest_keeps_what_is_needed_to_build_it_again(self, tmp_path: Path, tiny_package: Path):
        columns = {"publisher": "journal", "text": "contenu"}
        built = build(FILES / "pandas.csv", tmp_path / "one", BuildOptions(model=str(tiny_package), columns=columns))
        assert dict(built.manifest.inputs["columns"]) == {"text": "contenu", "publisher": "journal"}
        again = BuildOptions(model=str(tiny_package), columns=built.manifest.inputs["columns"], name="one")
        assert build(FILES / "pandas.csv", tmp_path / "two", again).manifest.signature == built.manifest.signature
        plain = build(FILES / "datasets.jsonl", tmp_path / "three", BuildOptions(model=str(tiny_package)))
        assert "columns" not in plain.manifest.inputs

    def test_the_commands_take_them(self, run: Run, tmp_path: Path, tiny_package: Path):
        named = ("--text-column", "contenu", "--column", "title=titre", "--column", "id=")
        done = run("segment", FILES / "pandas.tsv", "--json", *named)
        assert json.loads(done.stdout.splitlines()[0])["article"] == "pandas-1"
        done = run("build", FILES / "pandas.tsv", "--out", tmp_path / "o", "--model", tiny_package, *named)
        assert done.returncode == 0, done.stderr
        inputs = json.loads((tmp_path / "o" / "manifest.json").read_text("utf-8"))["inputs"]
        assert inputs["columns"] == {"id": "", "text": "contenu", "title": "titre"}


def test_an_article_of_a_row_knows_its_author_and_language(tmp_path: Path):
    (tmp_path / "a.csv").write_text("text,author,language\nOui.,Anne,fr_CA\nNon.,,français\n", encoding="utf-8")
    assert [(one.author, one.language) for one in read_articles(tmp_path)] == [("Anne", "fr"), (None, None)]
    assert all(isinstance(one, Article) for one in read_articles(FILES / "datasets.parquet"))
