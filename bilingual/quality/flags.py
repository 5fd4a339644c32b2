"""The names that `flags` of a pair can hold, in the order they are listed, each with what it says."""

FLAGS: dict[str, str] = {
    "untranslated": "the English is a copy of the French",
    "numbers": "a number, time or date of one side is missing or different on the other",
    "length": "the English is far too short or too long for the French",
    "repetition": "the English says the same words again and again where the French does not",
    "language": "the English side is not written in English",
    "names": "a name of one side is missing or different on the other",
    "alignment": "words in a row, or the whole sentence, have no counterpart on the other side",
    "order": "the English words stand in an order that neither language allows, or an article lacks its noun",
    "polarity": "one side denies what the other affirms, or says the opposite",
    "pronouns": "the English says `he` of a woman or `she` of a man",
    "punctuation": "the end mark is of another class, or a quotation mark or bracket has no partner",
    "urls": "a web address, e-mail address, @handle or #tag is missing or different",
    "garbled": "the English holds a broken character or an unknown token (U+FFFD, <unk>, ⁇)",
    "low_score": "the model itself gave its translation a low probability",
    "truncated": "the model's length limit cut the translation",
    "duplicate": "the same French came before with other English",
}
