"""What is left out of a Word document and an OpenDocument text alike, as the notes call it."""

CONTENTS = "tables of contents and indexes left out"
CONTENTS_LINES = "lines of a table of contents left out"
DELETED = "tracked deletions left out"
DESCRIPTIONS = "automatic descriptions and file names of pictures left out"
EMBEDDED = "embedded objects left out"
HIDDEN = "hidden passages left out"
PLACEHOLDERS = "placeholders left out"
