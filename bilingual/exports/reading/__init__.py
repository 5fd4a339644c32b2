"""Documents → copies to read: French beside its English in one HTML page, or below each other in an EPUB."""
