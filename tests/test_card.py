"""The dataset card: what others have written stays text in it, for a Markdown parser that knows every extension."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bilingual.dataset.card_header import write_yaml
from bilingual.dataset.labels import check_label, label_of
from bilingual.dataset.licences import check_licence
from bilingual.dataset.markdown import code, counted, plain
from bilingual.errors import UsageError
from bilingual.text.visible import visible

# Tables, struck text, task lists, HTML, and links of every address it finds, bare domains and mail addresses too.
PARSER = MarkdownIt("gfm-like2")
MARKUP = [
    "![p](https://evil.example/t.png)", "[x](y)", "[x]: y", "[^1]", "<b>", "<!-- ", "<https://a.example>", "&amp;", "&#35;", "http://", "www.",
    "a@b.co", "lemonde.fr", "//localhost", "mailto:", "|", "\\", "`", "``", "*", "**", "_", "__", "~~", "# ", "- ", "+ ", "1. ", "1) ", "> ", "---",
    "===", "$$", "$", "\\(", "{{x}}", "{% x %}", ":smile:", "@user", "#12", "\n", "\n\n", " ", "    ", "\t", "\x1b[31m", "\u202e", "\u2028", "\x00",
    "x", "Le", "é", "12", "日本.jp", "!", "==", "++",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(MARKUP), max_size=8).map("".join), st.text(st.characters(max_codepoint=127)), st.text()
)
EVIL = "![p](https://evil.example/t.png) <script>|`x`| www.evil.example & a@b.example"


def parsed(markdown: str) -> tuple[list[Token], list[str]]:
    """The blocks of a text, and the content of each, which must be text or code and nothing else."""
    blocks = PARSER.parse(markdown)
    inlines = [block.children or [] for block in blocks if block.type == "inline"]
    assert {token.type for tokens in inlines for token in tokens} <= {"text", "code_inline"}, markdown
    return blocks, ["".join(token.content for token in tokens) for tokens in inlines]


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example(EVIL)
def test_any_text_is_exactly_itself_in_a_cell_a_heading_and_a_paragraph(text: str):
    shown = visible(" ".join(text.split()))
    assert parsed(f"| a | b |\n| --- | --- |\n| {plain(text)} | x |\n\nend")[1] == ["a", "b", shown, "x", "end"]
    assert parsed(f"By {plain(text)}.")[1] == [f"By {shown}."]
    if shown:
        blocks, contents = parsed(plain(text))
        assert contents == [shown] and [block.type for block in blocks] == [
            "paragraph_open",
            "inline",
            "paragraph_close",
        ]
        blocks, contents = parsed(f"# {plain(text)}")
        assert contents == [shown] and [block.type for block in blocks] == ["heading_open", "inline", "heading_close"]


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("`|` {{x}} `")
def test_code_holds_any_text_in_a_cell_and_outside(text: str):
    shown = visible(text)
    assert parsed(f"| a | b |\n| --- | --- |\n| x{code(text)}. | x |\n\nend")[1] == ["a", "b", f"x{shown}.", "x", "end"]
    assert parsed(f"x{code(text, in_table=False)}.")[1] == [f"x{shown}."]
    assert "{{" not in code(text) and "{%" not in code(text)


@pytest.mark.parametrize(
    "text", ["Le Monde", "L'Équipe", "int8_float32", "0.1.0", "-Oui, dit-il.", "« Non ! »", "1986, une année", "3 %"]
)
def test_ordinary_text_is_written_as_it_is(text: str):
    assert plain(text) == text


@pytest.mark.parametrize(
    "text", ["https://lemonde.fr", "voir www.lemonde.fr", "redaction@lemonde.fr", "$$x$$", ":smile:", "@lemonde"]
)
def test_what_a_renderer_brings_to_life_after_parsing_stands_in_code(text: str):
    tokens = PARSER.parseInline(plain(text))[0].children or []
    assert [(token.type, token.content) for token in tokens] == [("code_inline", text)]


def test_a_long_list_is_cut_and_says_how_much_more_there_is():
    counts = {f"paper {number} {'x' * 1000}": 20_000 - number for number in range(20_000)}
    listed = counted(counts)
    assert listed.endswith(" and 19,980 more") and listed.count("paper") == 20 and len(listed) < 5_000
    assert counted({"a": 1, "b": 2}) == "a (1), b (2)"


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\x85name")
@example("\u2028name\u2029")
@example("\ufeffname")
@example("a\n---\nb")
@example("no")
@example("1e3")
@example("\udce9")
def test_names_come_back_exactly_from_the_header(text: str):
    header: Mapping[str, object] = {"pretty_name": text, "license": text, "configs": [{"split": text}]}
    written = write_yaml(header)
    assert yaml.safe_load(written) == header
    assert not any(line.startswith(("---", "...")) for line in written.splitlines())


@pytest.mark.parametrize("text", ["", "  ", "\x85name", "a\nb", "\u202ename", "name\ufeff", "\udce9", "a\x1b[31m"])
def test_a_label_that_no_screen_can_show_is_refused(text: str):
    with pytest.raises(UsageError, match="--name"):
        check_label("--name", text)
    assert label_of(text) == visible(text)


def test_a_label_is_taken_as_it_is():
    assert check_label("--license", "cc-by-4.0") == "cc-by-4.0"
    assert check_label("--name", " Press, French–English 👩\u200d👧 ") == " Press, French–English 👩\u200d👧 "


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("CC BY", "cc-by-4.0"),
        ("CC BY-SA 4", "cc-by-sa-4.0"),
        ("GPLv3", "gpl-3.0"),
        ("GPL-3.0-or-later", "gpl-3.0"),
        ("Apach 2.0", "apache-2.0"),
        ("CC-BY-SA-2.0", None),
        ("GPLv4", None),
        ("llama3.4", None),
    ],
)
def test_no_licence_is_suggested_of_another_version(text: str, meant: str | None):
    with pytest.raises(UsageError, match=r"`other` is for one that it lacks$") as told:
        check_licence(text)
    assert (f"did you mean {meant}?" in str(told.value)) if meant else "did you mean" not in str(told.value)


def test_licences_are_taken_in_capitals_and_kept_in_small_letters():
    assert [check_licence(text) for text in ("CC-BY-4.0", " MIT ")] == ["cc-by-4.0", "mit"]


@pytest.mark.slow
def test_a_card_of_hostile_publishers_and_texts_is_text(run, tiny_package: Path, tmp_path: Path):
    import json

    sentences = "Le chat dort ![p](https://evil.example/t.png) dans le jardin de la ville."
    rows = [{"id": str(number), "publisher": f"{number} {EVIL}", "text": sentences} for number in range(30)]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    model = shutil.copytree(tiny_package, tmp_path / "model")
    stated = json.dumps({"license": f"l {EVIL}", "attribution": f"a {EVIL}"})
    (model / "README.md").write_text(f"---\n{stated}\n---\n", encoding="utf-8")
    built = run(
        "build", "a.jsonl", "--out", "d", "--model", model, "--beam", "1", "--name", f"# {EVIL}", "--license", "other", cwd=tmp_path
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    manifest, table = tmp_path / "d" / "manifest.json", tmp_path / "d" / "pairs.tsv"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"license": EVIL}), encoding="utf-8")
    verdict = table.read_text(encoding="utf-8").replace("\tmachine\t", "\taccepted\t", 1)
    (tmp_path / "r.tsv").write_text(verdict, encoding="utf-8")
    applied = run("review", "apply", "r.tsv", "d", cwd=tmp_path)  # writes the card anew from that manifest
    assert applied.returncode == 0, applied.stderr
    card = (tmp_path / "d" / "README.md").read_text(encoding="utf-8")
    tokens = PARSER.parse(card.split("---\n", 2)[2])
    inline = [token for block in tokens for token in block.children or []]
    assert {token.attrs["src"] for token in inline if token.type == "image"} == {
        "figures/scores.svg",
        "figures/lengths.svg",
    }
    assert {token.type for token in (*tokens, *inline)} & {"link_open", "html_inline", "html_block"} == set()
    assert "and 10 more. The English was written by" in card
    last = "".join(token.content for token in [block for block in tokens if block.type == "inline"][-1].children or [])
    assert f"The builder states the licence of the articles as {EVIL}." in "".join(token.content for token in inline)
    assert yaml.safe_load(card.split("---\n", 2)[1])["license"] == EVIL
    assert f"under licence l {EVIL}, attribution: a {EVIL}; the model's own card" in last
