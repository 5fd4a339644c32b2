"""What stands in a text for a character that a model could not write."""

import re

# U+FFFD is half of a character spelled from bytes, `<unk>` and `⁇` are what tokenizers write for an unknown token.
GARBLED = re.compile("\ufffd|<unk>|⁇")
