"""The dataset's name and licence as somebody gives them: one line that every format and every screen can hold."""

from bilingual.errors import UsageError
from bilingual.text.visible import visible


def check_label(option: str, text: str) -> str:
    """Return the text of an option such as `--name`.

    Raises UsageError when it is blank, or holds a character that no UTF-8 can hold, that acts or that cannot be seen.
    """
    if not text.strip():
        raise UsageError(f"{option} is empty; give a text, or leave the option out")
    if (shown := visible(text)) != text:
        raise UsageError(
            f"{option} {shown}: holds a character that is invisible or not UTF-8, here shown as its escape"
        )
    return text


def label_of(folder_name: str) -> str:
    """Return the name that a dataset has by default: its folder's, with escapes for what a label cannot hold."""
    return visible(folder_name)
