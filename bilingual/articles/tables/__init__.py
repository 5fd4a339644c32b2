"""Tables: JSON Lines, CSV, Parquet, Arrow → an article a row."""
