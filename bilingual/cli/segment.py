"""`bilingual segment`: articles in, their segments out."""

from dataclasses import asdict
from typing import Annotated

import typer

from bilingual.cli.build import WRAPPED_HELP, Sources, parse_wrapped
from bilingual.cli.columns import Column, TextColumn, parse_columns
from bilingual.cli.console import note, put, put_json, say

COLUMNS = ("article", "paragraph", "start", "end", "kind", "lang", "text")


def segment_command(
    sources: Sources,
    wrapped: Annotated[str, typer.Option(metavar="WHEN", help=WRAPPED_HELP)] = "auto",
    text_column: TextColumn = None,
    columns: Column = None,
    strict: Annotated[bool, typer.Option("--strict", help="End at the first input that cannot be read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line instead of a table.")] = False,
) -> None:
    """Show the segments of articles: place, kind, language and text.

    Nothing is translated. Prints one segment a line, tab-separated under a header, invisible characters as escapes;
    or with --json one object with the same fields, exact, and with section, page, cues and times where the file has
    them. What cannot be read is said at the end, as are the notes that a build makes; the rest is shown.
    Offsets count characters of the article's text as it was read.
    """
    from bilingual.articles import read_articles
    from bilingual.articles.notes import Notes
    from bilingual.articles.places import Places
    from bilingual.pipeline.segmenting import segment_article, wrapping_note
    from bilingual.text.lines import one_line

    joined, notes = parse_wrapped(wrapped), Notes()
    on_unread = None if strict else lambda line: say(f"note       not read: {line}")
    articles = read_articles(sources, on_unread, columns=parse_columns(text_column, columns))
    for number, article in enumerate(articles):
        if not number and not as_json:
            put("\t".join(COLUMNS))
        notes.add_all(article, wrapping_note(article, joined))
        places = Places.of(article)
        for found in segment_article(article, joined):
            fields = (article.id, found.paragraph, found.start, found.end, found.kind, found.lang, found.text)
            if as_json:
                known = asdict(places.at(found.start, found.end)).items()
                standing = {name: value for name, value in known if value is not None}
                put_json(dict(zip(COLUMNS, fields, strict=True)) | standing)
            else:
                put("\t".join(one_line(str(field)).replace("\t", " ") for field in fields))
    for line in notes.lines():
        note(f"note       {line}")
