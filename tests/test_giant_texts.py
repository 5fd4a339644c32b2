"""A text of any size: what is held of it besides itself, and that its size changes nothing."""

import hashlib
import json
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.articles import read_articles
from bilingual.articles.article import ARTICLE_BYTES, Article
from bilingual.articles.metadata import read_metadata
from bilingual.cli.translate import MOST_SENTENCES
from bilingual.segmenter import segment, split_spans
from bilingual.segmenter.layout import LISTED, LongBlock, page_lines
from bilingual.segmenter.wrapping import HELD_CHARACTERS
from tests.conftest import SEEDS, Run
from tests.inputs.peaks import PEAK

SENTENCE = "Le maire de la ville attend le train du soir à l’entrée de la gare depuis 2019."
PARAGRAPH = textwrap.fill(" ".join([SENTENCE] * 6), 70)
# Bytes for each character of the text, which has two of its own; version 0.1 took 12 and 14 of paragraphs.
SHAPES = {"paragraphs": (f"{PARAGRAPH}\n\n", 2_500, 3), "one line": (f"{SENTENCE} ", 12_000, 6)}
PEAK_OF_SEGMENTS = f"""{PEAK}
from bilingual.segmenter import iter_segments

list(iter_segments("Bonjour. The cat sleeps on the mat."))
text = open(sys.argv[1], encoding="utf-8").read()
before = peak()
count = sum(1 for _ in iter_segments(text))
print(count, (peak() - before) * (1 << 20) / len(text))
"""
PEAK_OF_READING = f"""{PEAK}
from bilingual.articles import read_articles

before, told = peak(), []
found = [article.id for article in read_articles(sys.argv[1:], told.append)]
print(peak() - before, found, *told, sep="|")
"""


def run_program(program: str, path: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, check=True, encoding="utf-8"
    ).stdout


class TestSegmenting:
    @pytest.mark.slow
    @pytest.mark.parametrize("shape", SHAPES)
    def test_segments_of_any_number_take_a_small_part_of_what_the_text_does(self, shape: str, tmp_path: Path):
        unit, times, bound = SHAPES[shape]
        path = tmp_path / "a.txt"
        path.write_text(unit * times, encoding="utf-8")
        count, taken = run_program(PEAK_OF_SEGMENTS, path).split()
        assert int(count) == unit.count("depuis") * times
        assert float(taken) < bound

    @pytest.mark.slow
    def test_a_block_beyond_the_lines_that_are_held_is_read_as_a_short_one(self):
        lines = [*PARAGRAPH.split("\n"), "  > suite", "- Oui.", "1. Non"] * (LISTED // 8)
        text = "\n".join(lines)
        (block,) = page_lines(text, quoted=False)
        assert isinstance(block, LongBlock) and len(block) == len(lines) > LISTED
        expected, offset = [], 0
        for line in lines:
            ((found,),) = page_lines(line, quoted=False)
            expected.append(replace(found, begin=offset, end=offset + len(line)))
            offset += len(line) + 1
        assert list(block) == [block[index] for index in range(len(block))] == expected
        assert block[LISTED - 1 : LISTED + 1] == expected[LISTED - 1 : LISTED + 1]

    @pytest.mark.slow
    def test_a_text_that_is_read_twice_is_segmented_as_the_texts_that_it_is_made_of(self):
        page = f"{PARAGRAPH}\n\n- Une liste\n- de deux\n\n{PARAGRAPH}\n\n"
        times = HELD_CHARACTERS // len(page) + 2
        spans = [(start + n * len(page), end + n * len(page)) for n in range(times) for start, end in split_spans(page)]
        assert split_spans(page * times) == spans

    def test_the_source_of_an_article_is_found_at_its_end_however_long_it_is(self):
        body = f"{SENTENCE} {SENTENCE}\n" * 5_000
        assert read_metadata(f"Un titre de journal\n{body}Source : AFP").publisher == "AFP"
        assert read_metadata(f"Un titre de journal\n{body}Source : AFP\n{body}").publisher is None

    def test_a_segment_without_a_language_of_its_own_has_that_of_what_follows_it(self):
        found = segment("12\n\nThe cat sleeps on the mat, and the dog looks at the moon.")
        assert [part.lang for part in found] == ["en", "en"]


class TestReading:
    @pytest.mark.slow
    def test_a_line_of_json_beyond_the_limit_is_refused_in_bounded_memory_and_the_others_are_read(self, tmp_path: Path):
        path = tmp_path / "a.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            stream.write('{"id": "a", "text": "Un."}\n{"text": "')
            for _ in range((ARTICLE_BYTES >> 20) + 20):
                stream.write("x" * (1 << 20))
            stream.write('"}\n{"id": "c", "text": "Deux."}\n')
        taken, found, told = run_program(PEAK_OF_READING, path).split("|")
        assert int(taken) < (ARTICLE_BYTES >> 20) + 60
        assert found == "['a', 'c']"
        assert told.strip().endswith("a.jsonl:2: a line of more than 256 MiB; divide the article")

    def test_the_hash_of_an_article_is_that_of_its_text_whatever_it_holds(self):
        for text in (SENTENCE * 3_000, "\ud83d\ude00" * 70_000, "é" * 65_537):
            expected = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            assert Article(id="a", text=text).sha256 == expected

    def test_lines_of_json_have_no_trace_of_each_other(self, tmp_path: Path):
        path = tmp_path / "a.jsonl"
        rows = [{"id": str(n), "text": article.text} for n, article in enumerate(read_articles([SEEDS]))]
        path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        assert [{"id": found.id, "text": found.text} for found in read_articles([path])] == rows


class TestTranslating:
    @pytest.mark.slow
    def test_a_line_of_more_sentences_than_a_block_takes_is_one_line_still(
        self, run: Run, tiny_package: Path, tmp_path
    ):
        path = tmp_path / "a.txt"
        path.write_text(f"Bonjour.\n{'Le chat dort. ' * (MOST_SENTENCES + 3)}\n\nLe chat dort.\n", encoding="utf-8")
        done = run("translate", path, "--model", tiny_package, "--beam", 1)
        first, long, blank, last = done.stdout.split("\n")[:-1]
        assert (first, blank) == (
            run("translate", "-", "--model", tiny_package, "--beam", 1, input="Bonjour.").stdout[:-1],
            "",
        )
        assert long == " ".join([last] * (MOST_SENTENCES + 3))
        scored = run("translate", path, "--model", tiny_package, "--beam", 1, "--scores").stdout.split("\n")
        assert [line.partition("\t")[2] for line in scored] == [first, long, "", last, ""]
