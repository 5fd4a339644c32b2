"""What readers of several formats leave out of a text, or read in another way, as their notes call it."""

CODE = "code blocks left out"
COMMENTS = "comments left out"
FORMULAS = "formulas left out"
TABLES = "tables read cell by cell"
