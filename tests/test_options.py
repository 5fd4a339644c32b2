"""The options of a build: one record, which the API, the command and the manifest share."""

import inspect
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from bilingual import BuildOptions
from bilingual.cli.build import build_command, parse_kinds, parse_wrapped
from bilingual.cli.columns import parse_columns
from bilingual.errors import UsageError
from bilingual.splits import parse_splits

# How the command names, and reads, what the record has in another form.
NAMED = {"splits": "split", "license": "license_id", "arrow": "no_arrow", "articles": "no_articles"}
READ = {
    "kinds": parse_kinds, "splits": parse_splits, "wrapped": parse_wrapped, "arrow": lambda left_out: not left_out, "articles": lambda left_out: not left_out,
    "columns": lambda given: parse_columns(None, given),
    "exclude": lambda given: tuple(given or ()), "memory": lambda given: tuple(given or ()),
}  # fmt: skip


@pytest.mark.parametrize("field", fields(BuildOptions), ids=lambda field: field.name)
def test_every_option_is_one_of_the_command_with_the_same_default(field):
    default = field.default if field.default is not MISSING else field.default_factory()
    parameter = inspect.signature(build_command).parameters[NAMED.get(field.name, field.name)]
    assert READ.get(field.name, lambda value: value)(parameter.default) == default


def test_the_command_has_no_other_option():
    own = {NAMED.get(field.name, field.name) for field in fields(BuildOptions)}
    assert set(inspect.signature(build_command).parameters) - own == {"sources", "out", "as_json", "text_column"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"beam": 0}, "--beam 0: choose from 1 to 64"),
        ({"beam": 65}, "--beam 65: choose from 1 to 64"),
        ({"beam": 4.0}, "--beam 4.0: choose from 1 to 64"),
        ({"compute_type": "half"}, "--compute-type half: choose from default, auto, int8, "),
        ({"workers": 0}, "--workers 0: choose from 1 to 256"),
        ({"workers": 100_000}, "--workers 100000: choose from 1 to 256"),
        ({"wrapped": "auto"}, "wrapped='auto': choose True, False or None"),
        ({"license": "foo"}, "--license foo: not a licence that the Hugging Face Hub knows;"),
        (
            {"kinds": frozenset(["sentence", "tweets"])},
            "--kinds sentence,tweets: no kind `tweets`; did you mean `tweet`?",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_line(wrong, message):
    with pytest.raises(UsageError) as told:
        BuildOptions(**wrong)
    assert str(told.value).startswith(message) and "\n" not in str(told.value)


def test_kinds_are_read_as_they_are_typed():
    assert parse_kinds("Sentence, title,") == frozenset(["sentence", "title"])
    assert parse_kinds("ALL") >= frozenset(["sentence", "byline"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title,Sentences", "--kinds title,Sentences: no kind `sentences`; did you mean `sentence`?"),
        (" ,", "--kinds names nothing; choose from sentence, title, .*"),
    ],
)
def test_a_wrong_list_of_kinds_is_quoted_as_it_was_typed(text, message):
    with pytest.raises(UsageError, match=f"^{message.replace('?', '[?]')}$"):
        parse_kinds(text)


def test_what_is_recorded_is_what_decides_the_pairs():
    plain = BuildOptions().record()
    assert BuildOptions(workers=3, fresh=True, strict=True, arrow=False, device="cpu").record() == plain
    assert BuildOptions(kinds=frozenset(["title"])).record() == {**plain, "kinds": ["title"]}
    assert BuildOptions(wrapped=False).record() == {**plain, "wrapped": "no"}
    assert BuildOptions(splits=parse_splits("train=0.5,test=0.5")).record()["splits"] == {"train": 0.5, "test": 0.5}


def test_options_are_given_by_name():
    with pytest.raises(TypeError):
        BuildOptions("auto")
    assert Path("a") in BuildOptions(exclude=(Path("a"),)).exclude
