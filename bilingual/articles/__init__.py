"""The first step: files, folders, JSON Lines and Parquet tables → articles."""

from bilingual.articles.article import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_articles
from bilingual.articles.sources import find_inputs
from bilingual.articles.survey import Survey, survey_articles

__all__ = ["Article", "InputFile", "Survey", "find_inputs", "read_articles", "survey_articles"]
