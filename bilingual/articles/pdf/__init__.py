"""PDF: lines on pages → paragraphs → an article a document."""
