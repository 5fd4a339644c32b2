"""Test sets in, scores out: what sacrebleu says of the model's translations, and one clear line when it cannot be said."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import ctranslate2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import read_articles
from bilingual.cli.evaluate import evaluate_command
from bilingual.errors import BilingualError, DatasetError, UsageError
from bilingual.evaluation import evaluate, load_metrics, score, translating_with
from bilingual.models import inspect_package
from bilingual.models.search import EMBEDDED_PATH
from bilingual.pair_tables import read_test
from bilingual.press_sheet import Share
from bilingual.segmenter import segment
from bilingual.translator import Options, Translator
from tests.conftest import ROOT, SEEDS, Run

KNOWN = "Le chat dort lundi.\tThe cat sleeps on Monday.\nUn train arrive près de la gare.\tA train arrives near the station.\n"

ARGOS = """
import json, sys
from pathlib import Path
from argostranslate import package, translate
class Whole:
    def split_sentences(self, text): return [text]  # its own splitter is a model that it would download
model = translate.PackageTranslation(None, None, package.Package(Path(sys.argv[1])))
model.sentencizer = Whole()
print(json.dumps([model.translate(text) for text in sys.argv[2:]]))
"""


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """A test set that the tiny model was trained on."""
    path = tmp_path / "known.tsv"
    path.write_text(KNOWN, encoding="utf-8")
    return path


class TestReading:
    def test_a_gzipped_test_set_is_the_same_test_set(self, known: Path, tmp_path: Path):
        packed = tmp_path / "known.tsv.gz"
        packed.write_bytes(gzip.compress(known.read_bytes()))
        assert read_test(packed) == read_test(known)

    def test_a_mark_crlf_and_further_columns_do_not_matter(self, known: Path, tmp_path: Path):
        path = tmp_path / "excel.tsv"
        path.write_bytes(b"\xef\xbb\xbf" + KNOWN.replace("\n", "\tnote\r\n").encode())
        assert read_test(path) == read_test(known)

    def test_a_line_break_of_another_kind_stays_inside_its_sentence(self, tmp_path: Path):
        path = tmp_path / "breaks.tsv"
        path.write_text("un\u2028deux\tone\x0btwo\n", encoding="utf-8")
        assert read_test(path) == [("un\u2028deux", "one\x0btwo")]

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "empty"),
            (b"Oui.\tYes.\nNon.\n", "line 2"),
            (b"Oui.\tYes.\n\n", "line 2"),
            (b"Oui.\t \n", "line 1"),
            (b"Oui.\tYes.\n\xff\tNo.\n", "line 2: not UTF-8"),
        ],
    )
    def test_what_is_no_test_set_is_refused_with_its_line(self, tmp_path: Path, content: bytes, told: str):
        path = tmp_path / "test.tsv"
        path.write_bytes(content)
        with pytest.raises(DatasetError, match=told):
            read_test(path)

    @pytest.mark.parametrize(
        "content", [b"no gzip", gzip.compress(KNOWN.encode())[:-9], b"\x1f\x8b\x08\0\0\0\0\0\0\3xyz"]
    )
    def test_a_damaged_gzip_file_is_refused(self, tmp_path: Path, content: bytes):
        path = tmp_path / "test.tsv.gz"
        path.write_bytes(content)
        with pytest.raises(DatasetError, match="damaged gzip"):
            read_test(path)

    def test_a_missing_file_is_a_usage_error(self, tmp_path: Path):
        with pytest.raises(UsageError, match="no such test set"):
            read_test(tmp_path / "nowhere.tsv")

    @given(content=st.binary(max_size=200))
    def test_any_bytes_are_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, content: bytes):
        path = tmp_path_factory.mktemp("any") / "test.tsv"
        path.write_bytes(content)
        try:
            assert all(source.strip() and target.strip() for source, target in read_test(path))
        except BilingualError as error:
            assert str(path) in str(error) and "\n" not in str(error)


class TestScores:
    def test_bleu_and_chrf_are_sacrebleus(self):
        import sacrebleu

        rows = [("a", "The cat sat on the mat today."), ("b", "It rains in the north of France.")]
        english = ["The cat sat on a mat today.", "It is raining in northern France."]
        found = score("x", rows, english, 2.0, load_metrics())
        references = [[target for _, target in rows]]
        assert found.bleu == pytest.approx(sacrebleu.corpus_bleu(english, references).score)
        assert found.chrf == pytest.approx(sacrebleu.corpus_chrf(english, references).score)
        assert found.words_per_second == 1.0

    def test_signatures_make_the_scores_reproducible(self):
        found = score("x", [("a", "A b c d.")], ["A b c d."], 1.0, load_metrics())
        assert found.bleu_signature.startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
        assert found.chrf_signature.startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")
        assert found.bleu == pytest.approx(100) and found.chrf == pytest.approx(100)

    def test_a_test_set_that_is_the_models_own_output_scores_100(self, tiny_package: Path, tmp_path: Path):
        model = inspect_package(tiny_package)
        french = ["La ville attend dans le jardin.", "Le ministre rêve sous le pont."]
        english = [translation.text for translation in Translator(model).translate(french)]
        path = tmp_path / "own.tsv"
        path.write_text("".join(f"{s}\t{t}\n" for s, t in zip(french, english, strict=True)), encoding="utf-8")
        (found,) = evaluate([path], translating_with(model))
        assert (found.test, found.sentences) == ("own.tsv", 2)
        assert found.bleu == pytest.approx(100) and found.seconds > 0

    def test_the_press_sheet_of_the_model_stands_beside_that_of_the_references(self):
        rows = [("Il a payé 20 € à Londres.", "He paid €20 in London.")]
        found = score("x", rows, ["He paid 30 in Paris."], 1.0, load_metrics())
        for figure in ("names", "numbers", "symbols"):
            assert (found.sheet[figure], found.reference_sheet[figure]) == (Share(0, 1), Share(1, 1))

    def test_references_are_taken_as_they_stand(self):
        found = score(
            "x",
            [("a", "It’s the reader’s “first” book here.")],
            ["It's the reader's \"first\" book here."],
            1,
            load_metrics(),
        )
        assert found.bleu < 100


@pytest.mark.slow
class TestArgosTranslate:
    def test_it_loads_the_embedded_package_and_says_what_bilingual_says(self, clean_home: dict[str, str]):
        article = next(iter(read_articles([str(SEEDS)])))
        french = [found.text for found in segment(article.text) if found.kind == "sentence" and found.lang == "fr"][:25]
        told = subprocess.run(
            [sys.executable, "-c", ARGOS, str(EMBEDDED_PATH), *french],
            cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        theirs = [text.strip() for text in json.loads(told.stdout.splitlines()[-1])]
        same_search = Options(
            beam=4, length_penalty=0.2, source_limit=1000, readable=0
        )  # Argos Translate's own settings
        ours = [
            found.text for found in Translator(inspect_package(EMBEDDED_PATH), options=same_search).translate(french)
        ]
        assert len(french) == 25
        assert sum(map(str.__eq__, ours, theirs)) >= 23  # 8-bit sums depend a little on what else is in the batch


class TestCommand:
    def test_loads_the_model_once(
        self, tiny_package: Path, known: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        loaded: list[str] = []
        engine = ctranslate2.Translator

        def load(path: str, **options: object) -> ctranslate2.Translator:
            loaded.append(path)
            return engine(path, **options)

        monkeypatch.setattr(ctranslate2, "Translator", load)
        evaluate_command([known], model=str(tiny_package), beam=1)
        assert loaded == [str(tiny_package / "model")]
        assert "press cases" in capsys.readouterr().out

    @pytest.mark.slow
    def test_a_table_with_signatures(self, run: Run, tiny_package: Path, known: Path):
        told = run("evaluate", known, "--model", tiny_package, "--beam", "1")
        assert told.returncode == 0, told.stderr
        heads, row, bleu, chrf, *sheet = told.stdout.splitlines()
        assert heads.split() == ["test", "set", "sentences", "BLEU", "chrF2", "words/s", "seconds"]
        assert row.split()[:2] == ["known.tsv", "2"]
        assert bleu.startswith("BLEU nrefs:1") and chrf.startswith("chrF2 nrefs:1")
        assert sheet[0] == "" and sheet[1].split() == ["known.tsv", "model", "reference"]
        assert sheet[2].startswith("names kept") and sheet[2].endswith("0 of 0 (–)")
        assert re.fullmatch(r"segments left in French +0 of 2 \(0\.00 %\) +0 of 2 \(0\.00 %\)", sheet[7])
        assert sheet[10].split() == ["press", "cases", "right"] and re.match(r"all +\d+ of \d+$", sheet[-1])

    @pytest.mark.slow
    def test_press_cases_of_ones_own(self, run: Run, tiny_package: Path, known: Path, tmp_path: Path):
        own = tmp_path / "own.jsonl"
        rows = [
            {"kind": "cats", "fr": "Le chat dort lundi.", "must": [["cat"], ["Monday", "Tuesday"]]},
            {"kind": "cats", "fr": "Le chat dort lundi.", "must": [["dog"]]},
            {"kind": "trains", "fr": "UN TRAIN ARRIVE", "clean": "Un train arrive"},
        ]
        own.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        told = run("evaluate", known, "--model", tiny_package, "--beam", "1", "--cases", own)
        assert [line.split() for line in told.stdout.splitlines()[-4:-2]] == [
            ["press", "cases", "right"],
            ["cats", "1", "of", "2"],
        ]

    @pytest.mark.slow
    def test_a_broken_list_of_cases_ends_with_its_line_before_anything_is_translated(
        self, run: Run, known: Path, tmp_path: Path
    ):
        own = tmp_path / "own.jsonl"
        own.write_text("{}\n", encoding="utf-8")
        told = run("evaluate", known, "--model", "embedded", "--cases", own)
        assert told.returncode == 1 and told.stdout == "" and "own.jsonl, line 1: no case; " in told.stderr

    @pytest.mark.slow
    def test_json_is_one_object_a_test_set_then_one_of_the_cases(self, run: Run, tiny_package: Path, known: Path):
        told = run("evaluate", known, known, "--model", tiny_package, "--beam", "1", "--json")
        first, second, cases = map(json.loads, told.stdout.splitlines())
        assert first["sheet"]["untranslated"] == {"count": 0, "of": 2, "share": 0.0}
        assert first["sheet"].keys() == first["reference_sheet"].keys()
        assert cases["sha256"] == first["sha256"] and len(cases["cases"]) == cases["press_cases"]["of"]
        assert sum(case["right"] for case in cases["cases"]) == cases["press_cases"]["count"]
        assert sum(kind["of"] for kind in cases["kinds"].values()) == len(cases["cases"])
        assert first["sentences"] == 2 and first["beam"] == 1 and len(first["sha256"]) == 64
        assert (first["bleu"], first["chrf"]) == (second["bleu"], second["chrf"])

    @pytest.mark.slow
    def test_a_missing_test_set_ends_with_one_line_and_2(self, run: Run, tmp_path: Path):
        told = run("evaluate", tmp_path / "nowhere.tsv")
        assert told.returncode == 2 and told.stderr.count("\n") == 1 and "no such test set" in told.stderr

    @pytest.mark.slow
    def test_without_sacrebleu_one_line_says_what_to_install(self, known: Path, clean_home: dict[str, str]):
        program = "import sys; sys.modules['sacrebleu'] = None; sys.argv[0] = 'bilingual'; from bilingual.cli import main; main()"
        told = subprocess.run(
            [sys.executable, "-c", program, "evaluate", str(known)],
            cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert told.returncode == 2 and told.stderr == "bilingual: scores need sacrebleu; run: pip install sacrebleu\n"
