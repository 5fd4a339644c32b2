"""A dataset as one HTML page that a person reads before using it; it needs no other file and no network."""

from bilingual.report.content import Content, gather_content
from bilingual.report.page import render_page, write_report

__all__ = ["Content", "gather_content", "render_page", "write_report"]
