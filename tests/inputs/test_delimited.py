"""Tables of text: as LibreOffice, pandas and Excel write them, one article a row, whatever parts the cells."""

import csv
import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import read_articles
from bilingual.articles import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from bilingual.errors import ArticleError
from tests.conftest import ROOT
from tests.growth.measuring import MOST, growth
from tests.inputs.peaks import PEAK

FILES = Path(__file__).parent / "files"
NAMED = {"text": "contenu", "title": "titre", "publisher": "journal"}
ROWS = [
    ("pont", "Le pont est ouvert.\nLe maire a dit : « Enfin ! »", "Le pont", "La Gazette", "2024-03-01"),
    ("marche", "Le marché a lieu le samedi ; on y vend du pain, du lait et des œufs à 2 €.", "Au marché", "La Gazette", "2024-03-02"),
    ("cafe", 'Le patron répond : "Le café est fermé." Personne n’insiste.', 'Un "non" au café', "Le Courrier", "2024-03-03"),
    ("gare", '"Le train est en retard", lit-on à la gare.', "La gare", "Le Courrier", "2024-03-04"),
]  # fmt: skip


def fields(article: Article) -> tuple[str | None, ...]:
    return article.id, article.text, article.title, article.publisher, article.date


def read(path: Path, **columns: str) -> list[Article | ArticleError]:
    return list(read_file(InputFile(str(path), path.name, columns=columns)))


def told(path: Path, content: str | bytes, **columns: str) -> list[str]:
    """What is read of a file: the texts of articles, and the errors without the path."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = read(path, **columns)
    return [str(one).removeprefix(str(path)) if isinstance(one, ArticleError) else one.text for one in found]


class TestOtherPrograms:
    @pytest.mark.parametrize("name", ["libreoffice.csv", "libreoffice-excel-fr.csv", "pandas.csv", "pandas.tsv"])
    def test_their_tables_are_read_cell_by_cell(self, name: str):
        found = list(read_articles(FILES / name, columns=NAMED))
        assert [fields(article) for article in found] == ROWS
        windows = name.startswith("libreoffice")
        assert {article.encoding for article in found} == {"windows-1252" if windows else "utf-8"}
        assert {article.notes for article in found} == {("read as Windows-1252",) if windows else ()}

    @pytest.mark.parametrize(
        ("delimiter", "codec", "first"),
        [(";", "cp1252", ""), (";", "utf-8-sig", "sep=;\r\n"), (",", "utf-8-sig", '"sep=,"\r\n'), ("\t", "utf-16", "")],
        ids=["CSV", "CSV that says what parts it", "CSV UTF-8", "Unicode text"],
    )
    def test_what_excel_writes_is_read(self, tmp_path: Path, delimiter: str, codec: str, first: str):
        written = io.StringIO()
        writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
        writer.writerows([("id", "contenu", "titre", "journal", "date"), *ROWS, ("",) * 5])
        (tmp_path / "a.csv").write_bytes((first + written.getvalue()).encode(codec))
        assert [fields(article) for article in read_articles(tmp_path / "a.csv", columns=NAMED)] == ROWS

    def test_excel_quotes_a_cell_with_a_comma_in_utf_16(self, tmp_path: Path):
        content = 'id\ttext\r\n1\t"Oui, dit-il."\r\n2\t"Oui"\r\n'
        assert told(tmp_path / "a.tsv", content.encode("utf-16")) == ["Oui, dit-il.", "Oui"]
        assert told(tmp_path / "a.tsv", content.replace(",", "")) == ['"Oui dit-il."', '"Oui"']


class TestRows:
    def test_an_id_is_the_row_and_an_error_names_the_line(self, tmp_path: Path):
        path = tmp_path / "a.csv"
        path.write_text('text,title\n"Un.\nDeux.",\n\nTrois.,T,,\nQuatre.,T,x\n,T\nCinq.\n', encoding="utf-8")
        found = read(path)
        assert [one.id for one in found if isinstance(one, Article)] == ["a-1", "a-3", "a-6"]
        assert [str(one) for one in found if isinstance(one, ArticleError)] == [
            f"{path}:6: 3 cells in a table of 2 columns; put a cell that holds what parts them between quotation marks",
            f"{path}:7: `text` is missing, empty or not a string",
        ]

    def test_line_ends_of_any_kind_and_nul_stay_in_the_text(self, tmp_path: Path):
        assert told(tmp_path / "a.csv", 'id,text\r1,"a\r\nb\rc\nd"\r2,' + "x" * 5000 + "a\0b\r") == [
            "a\r\nb\rc\nd",
            "x" * 5000 + "a\0b",
        ]

    def test_a_cell_may_be_longer_than_csv_allows_and_the_bound_of_others_stays(self, tmp_path: Path):
        before = csv.field_size_limit()
        assert told(tmp_path / "a.csv", 'text\n"' + "Le mot. " * 50_000 + '"\n') == ["Le mot. " * 50_000]
        assert csv.field_size_limit() == before

    def test_a_mark_that_is_never_closed_is_an_error_of_its_line_only(self, tmp_path: Path):
        said = told(tmp_path / "a.csv", 'id,text\n1,"Un.\n2,Deux.\n3,"Il dit "oui" hier."\n4,Quatre.\n')
        assert (said[1], said[3]) == ("Deux.", "Quatre.")
        assert said[0].startswith(":2: a quoted cell does not end as one should (line 4: ")
        assert said[2].startswith(":4: a quoted cell does not end as one should (line 4: ',' expected after '\"');")

    def test_in_a_table_with_tabs_it_is_a_character(self, tmp_path: Path):
        content = 'id\ttext\n1\t"Un." dit-il.\n2\t"Deux.\n3\t"Trois."\n4\toui"\n5\t"a ""b"" c"\n6\t"x\ny"\n'
        assert told(tmp_path / "a.tsv", content) == ['"Un." dit-il.', '"Deux.', '"Trois."', 'oui"', 'a "b" c', "x\ny"]

    @pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
    def test_one_column_needs_no_delimiter(self, tmp_path: Path, name: str):
        assert told(tmp_path / name, "text\nUn.\nDeux.\n") == ["Un.", "Deux."]

    def test_a_text_that_was_encoded_twice_is_read_as_it_was(self, tmp_path: Path):
        twice = "text\nUn été.\nL’hiver.\n".encode().decode("cp1252").encode()
        assert told(tmp_path / "a.csv", twice) == ["Un été.", "L’hiver."]
        (mixed, _) = read_articles(tmp_path / "a.csv"), (tmp_path / "a.csv").write_bytes(twice + "Là.".encode())
        assert {article.notes for article in mixed} == {("parts such as `Ã©` were encoded twice",)}

    def test_a_charset_is_told_by_all_of_the_file_not_by_its_beginning(self, tmp_path: Path):
        content = b"id,text\n" + (b"1," + b"Rien. " * 10_000 + b"\n") * 20 + "2,L’été à Nîmes.\n".encode("cp1252")
        assert told(tmp_path / "a.csv", content)[-1] == "L’été à Nîmes."
        said = told(tmp_path / "a.csv", "id,text\n1,Un été déjà.\n2,".encode() + b"L'\xe9t\xe9.\n")
        assert said == [": broken UTF-8 on line 3 (byte 31); save it again as UTF-8"]


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", ": the file is empty"),
            (b"\n \n", ": the file is empty"),
            (b"id,text\n", ": the table has no rows"),
            (b"id,texte\n1,Un.\n", ":1: no column `text`; the first row has `id` `texte`; name the one with the text: --text-column NAME"),
            (b"La nuit vient.\tNight comes.\n", ":1: no column `text`; the first row has `La nuit vient.` `Night comes.`;"),
            (b"text,id,text\nUn.,1,Deux.\n", ":1: 2 columns have the name `text`; rename all but one"),
            (b"text\n" + bytes(range(256)) * 20, ": this is a binary file, not text"),
            (b"\xef\xbb\xbftext\nUn.\xff\n", ": broken UTF-8 on line 2; save it again as UTF-8"),
            (b"\xff\xfet\0e\0x\0t\0\n\0a\0\n\0\0\xd8\n\0", ":1: not UTF-16-LE from about here on"),
        ],
    )  # fmt: skip
    def test_in_one_line_with_the_place(self, tmp_path: Path, content: bytes, words: str):
        (said,) = told(tmp_path / "a.csv", content)
        assert said.startswith(words) and "\n" not in said

    def test_a_table_of_pairs_is_none_of_articles_unless_its_french_is_asked_for(self, tmp_path: Path):
        pairs = "id\tstatus\tfr\ten\n1\tmachine\tIl pleut.\tIt rains.\n"
        (said,) = told(tmp_path / "pairs.tsv", pairs)
        assert said.startswith(":1: no column `text`; the first row has `id` `status` `fr` `en`; name the one")
        assert told(tmp_path / "pairs.tsv", pairs, text="fr") == ["Il pleut."]

    def test_a_line_without_an_end_is_not_read_into_memory(self, tmp_path: Path):
        said = told(tmp_path / "a.csv", b"text\nUn.\n" + b"x" * ((16 << 20) + 1))
        assert said[0] == "Un." and said[1].startswith(
            ":3: a line of more than 16,777,216 characters, and nothing after"
        )

    def test_a_cell_that_goes_on_without_an_end_is_given_up(self, tmp_path: Path):
        said = told(tmp_path / "a.csv", b'text\n"Un.\n' + b"x" * 1000 + b"\n" + (b"Deux mots, trois mots.\n" * 4000))
        assert said[0].startswith(":2: a quoted cell does not end as one should (line 4,003: unexpected end of data)")
        assert said[1] == "x" * 1000


CELLS = st.text(alphabet='aé;,\t\r\n" œ\0', max_size=12)


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), delimiter=st.sampled_from(",;\t"))
def test_what_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str
):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([("x", "text"), *rows])
    found = [one.text for one in read(path) if isinstance(one, Article)]
    assert found == [text for _, text in rows if text.strip()] or "\0" in path.read_text("utf-8")


@given(
    content=st.binary(max_size=300)
    | st.text(alphabet='text,;\t"\n\réœ\0', max_size=200).map(lambda t: b"text,id\n" + t.encode())
)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(content)
    for one in read(path):
        assert one.text.strip() if isinstance(one, Article) else str(one).startswith(str(path)) and "\n" not in str(one)


def test_flipped_bytes_are_read_or_refused(tmp_path: Path):
    for name in ("libreoffice.csv", "pandas.tsv"):
        sound = (FILES / name).read_bytes()
        for seed in range(40):
            chance, content = random.Random(seed), bytearray(sound)
            for _ in range(3):
                content[chance.randrange(len(content))] = chance.randrange(256)
            assert all("\n" not in line for line in told(tmp_path / name, bytes(content), **NAMED) if line[:1] == ":")


RUNS = {
    "rows": b"1,Un mot.\n",
    "marks": b'1,"Un\n',
    "marks and tabs": b'1\t"Un\n',
    "doubled": b'1,""""\n',
    "commas": b",,,,",
    "not UTF-8": b"1,\xe9t\xe9 \xe0\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("run", RUNS)
def test_the_time_grows_with_the_file(tmp_path: Path, run: str):
    def written(size: int) -> Path:
        path = tmp_path / f"{size}.csv"
        head = b"id\ttext\n" if b"\t" in RUNS[run] else b"id,text\n"
        path.write_bytes(head + RUNS[run] * (size // len(RUNS[run])))
        return path

    assert growth(lambda path: sum(1 for _ in read(path)), written, size=32_000) <= MOST


COUNT = f"""{PEAK}
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
before = peak()
count = sum(1 for _ in read_file(InputFile(sys.argv[1], "a.csv")))
print(count, peak() - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("row", ["1,Une phrase de plus," + "été " * 200 + "\n", '1,"' + "Une phrase. " * 100 + "\n"])
def test_a_large_table_takes_little_memory(tmp_path: Path, row: str):
    content = "id,text,title\n" + row * (12_000_000 // len(row))
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", COUNT, tmp_path / "a.csv"], cwd=ROOT, capture_output=True, text=True)
    count, megabytes = map(int, done.stdout.split())
    assert count > 1 and megabytes < 300
