"""What a plain CTranslate2 folder must state, and what its card and its name say."""

import json
import shlex
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.models import find_model, inspect_folder
from bilingual.models.card import Card, read_card
from bilingual.text.visible import visible
from tests.models.plain_folders import TERMS, refusal


class TestTerms:
    def test_without_a_licence_it_is_refused_with_the_line_that_says_what_to_give(self, joint):
        (joint / "README.md").unlink()
        assert refusal(joint) == (
            f"it states no licence and no attribution: give them with `bilingual model add {joint} --license ID"
            " --attribution TEXT`, or as license and attribution between two lines --- at the top of its README.md"
        )
        (joint / "README.md").write_text("---\nlicense: unknown\n---\n# A model\n")
        assert refusal(joint).startswith("it states no licence: give")
        (joint / "README.md").write_text("---\nlicense: mit\n---\n")
        assert refusal(joint).startswith("it states no attribution: give")

    def test_the_command_that_is_shown_can_be_copied(self, joint):
        folder = joint.rename(joint.with_name("l'un à l'autre"))
        (folder / "README.md").unlink()
        assert shlex.split(refusal(folder).split("`")[1])[3] == str(folder)

    @pytest.mark.parametrize(
        ("readme", "licence", "attribution"),
        [
            ("---\nlicense: apache-2.0\nbase_model: Helsinki-NLP/opus-mt-fr-en\n---\n# x", "apache-2.0", "Helsinki-NLP/opus-mt-fr-en"),
            ("---\nlicense: other\nlicense_name: my-terms\nattribution: Ada\n---\n", "my-terms", "Ada"),
            ("\ufeff---\r\nlicense: [mit, cc-by-4.0]\r\n---\r\n## `A` model\r\n", "mit, cc-by-4.0", "A model"),
            ("---\nlicense: mit\nattribution: >-\n  two\n  lines\x85\n---\n", "mit", "two lines"),
        ],
    )  # fmt: skip
    def test_they_are_read_from_the_card(self, joint, readme, licence, attribution):
        (joint / "README.md").write_bytes(readme.encode())
        model = find_model(joint)
        assert (model.license, model.attribution) == (licence, attribution)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "readme",
        [b"", b"---\n---\n", b"\xff\xfe", b"---\n- a\n---\n", b"---\n: : [\n---\n", b"---\n" + b"[" * 9000 + b"\n---\n",
         b"---\nlicense: " + b"x" * 2000 + b"\n---\n", b"---\nlicense: no\n---\n", b"---\nlicense: {a: b}\n---\n"],
    )  # fmt: skip
    def test_a_card_of_any_other_kind_states_nothing(self, joint, readme):
        (joint / "README.md").write_bytes(readme)
        assert refusal(joint).startswith("it states no licence")

    def test_a_card_that_would_unfold_without_end_is_read_at_once(self, joint):
        lines = ["a0: &a0 {x: y}"]
        lines += [f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 10)}]}}" for level in range(1, 12)]
        (joint / "README.md").write_text("\n".join(["---", *lines, "license: mit", "---", "# Name"]))
        began = time.perf_counter()
        refusal(joint)
        assert time.perf_counter() - began < 5

    def test_what_somebody_gives_comes_first(self, joint):
        model = inspect_folder(joint, stated=Card(license="mit", attribution="Me"))
        assert (model.license, model.attribution) == ("mit", "Me")

    def test_a_package_states_what_its_card_states_and_needs_not(self, small):
        assert (find_model(small).license, find_model(small).attribution) == ("", "")
        (small / "README.md").write_text(TERMS)
        assert (find_model(small).license, find_model(small).attribution) == ("cc0-1.0", "Somebody")
        assert find_model("embedded").license == "apache-2.0" and "Europarl" in find_model("embedded").attribution


class TestDirection:
    @pytest.mark.parametrize("name", ["opus-mt-en-fr", "quickmt-de-en", "my-en-fr-model", "opus-mt-tc-big-fr-es", "ct2fast-opus-mt-en-fr"])  # fmt: skip
    def test_names_of_other_pairs(self, joint, name):
        assert f"the name {name} says that it translates" in refusal(joint.rename(joint.with_name(name)))

    @pytest.mark.parametrize("name", ["opus-mt-fr-en", "quickmt-fr-en-int8", "opus-mt-ROMANCE-en", "opus-mt-tc-big-fr-en", "opus-mt-tc-bible-big-roa-en", "model", "en_frais"])  # fmt: skip
    def test_names_that_may_be(self, joint, name):
        find_model(joint.rename(joint.with_name(name)))

    @pytest.mark.parametrize(
        ("card", "said"),
        [
            ("language: [de, en]", "its README.md says that it is for de, en, not French and English"),
            ("language: fr", "its README.md says that it is for fr, not French and English"),
            ("model-index: [{results: [{task: {name: Translation eng-fra}}]}]", "its README.md has results for eng to fra"),
        ],
    )  # fmt: skip
    def test_cards_of_other_pairs(self, joint, card, said):
        (joint / "README.md").write_text(TERMS.replace("---\n", f"---\n{card}\n", 1))
        assert refusal(joint).startswith(said)

    @pytest.mark.parametrize(
        "card",
        ["language: [fra, eng, multilingual]", "language: [fr-FR, en-GB]", "language: multilingual", "language: no",
         "model-index: [{results: [{task: {name: Translation spa-eng}}, {task: {name: Translation fra-eng}}]}]",
         "model-index: 3", "model-index: [3, {results: [4, {task: 5}]}]"],
    )  # fmt: skip
    def test_cards_that_may_be(self, joint, card):
        (joint / "README.md").write_text(TERMS.replace("---\n", f"---\n{card}\n", 1))
        find_model(joint)

    def test_the_settings_of_transformers(self, opus):
        settings = opus / "tokenizer_config.json"
        settings.write_text('{"source_lang": "en", "target_lang": "fr"}')
        assert refusal(opus) == "tokenizer_config.json says that it translates en to fr, not French to English"
        for languages in ({}, {"source_lang": "fr+fr_BE+wa", "target_lang": "en"}, {"source_lang": "tmp", "target_lang": "marian"}, []):  # fmt: skip
            settings.write_text(json.dumps(languages))
            find_model(opus)

    def test_a_model_that_must_be_told_the_language(self, opus):
        tokens = json.loads((opus / "shared_vocabulary.json").read_text())
        tokens[4:6] = [">>eng<<", ">>por<<"]
        (opus / "shared_vocabulary.json").write_text(json.dumps(tokens))
        assert refusal(opus).startswith(
            "it is for many languages: each text must begin with one of 2 tokens such as >>eng<<"
        )


HEADER = ["---\n", "license: ", "language: ", "model-index: ", "base_model: ", "attribution: ", "mit", "fr", "- ", "[", "]", "{", "}",
          ": ", "\n", "  ", "&a ", "*a", "|", "'", '"', "# ", "!!binary ", "\x1b", "\u202e", "null", "1", "true", "<<: "]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(HEADER)).map(lambda parts: "---\n" + "".join(parts) + "\n---\n")))
def test_any_card_states_lines_that_a_person_can_look_at(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp() / "card"
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    card = read_card(folder)
    for line in (card.license, card.attribution, card.title, *card.names):
        assert line == visible(line) and line == " ".join(line.split()) and len(line) <= 1000
