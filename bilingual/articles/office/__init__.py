"""Office documents: DOCX and ODT, read as events of XML → an article a document."""
