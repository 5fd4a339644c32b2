"""A survey of sources, with the articles that it read."""

from typing import Any

from bilingual.articles import Article, Survey, survey_articles


def surveyed(sources: Any, **options: Any) -> tuple[Survey, list[Article]]:
    found: list[Article] = []

    def look(article: Article) -> tuple[str, ...]:
        found.append(article)
        return ()

    return survey_articles(sources, look, **options), found
