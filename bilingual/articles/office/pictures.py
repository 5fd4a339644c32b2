"""What an office document says of a picture → a caption, unless a program wrote it."""

import re

AUTOMATIC = re.compile(
    r"description générée automatiquement|description automatically generated|le contenu généré par l.ia peut être|"
    r"ai-generated content may be",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:[a-z]:\\|https?://|file:|/)\S.*|.{0,200}\.(?:png|jpe?g|gif|bmp|tiff?|svg|wmf|emf|webp)|"
    r"(?:image|picture|photo|graphique|graphic|objet|object|cadre|frame|shape|forme|zone de texte|text box)\s?\d*",
    re.IGNORECASE | re.DOTALL,
)


def caption_of(description: str) -> str:
    """Return what a person said of a picture; "" for the name of a file and for what a program saw in it."""
    text = " ".join(description.split())
    return "" if not text or AUTOMATIC.search(text) or NAMED.fullmatch(text) else text
