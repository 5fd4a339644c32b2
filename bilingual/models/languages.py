"""The one pair of languages that models are for, as ISO 639-1 codes."""

FROM, TO = "fr", "en"
