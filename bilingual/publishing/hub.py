"""A repository of the Hugging Face Hub, and the right to write there that `huggingface_hub` finds on this machine."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bilingual import __version__
from bilingual.errors import HubError, UsageError

MAIN = "main"
KIND = "dataset"
_BRANCH = re.compile(r"(?![-/.])[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])")
_PLACES = ("hf://", "datasets/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """A repository, by its name `USER/NAME`, a branch of it, and `huggingface_hub`'s way to it with a token."""

    repository: str
    branch: str = MAIN
    api: Any = field(repr=False)
    token: str = field(repr=False)

    @property
    def url(self) -> str:
        """The address of the repository's page."""
        return page_of(self.repository, self.api.endpoint)


def page_of(repository: str, endpoint: str | None = None) -> str:
    """Return the address of a repository's page, at the Hub that HF_ENDPOINT names unless one is given."""
    from huggingface_hub import constants

    return f"{endpoint or constants.ENDPOINT}/datasets/{repository}"


def check_repository(name: str) -> str:
    """Return the name of a repository, `USER/NAME`. Raises UsageError, saying what may have been meant, for another."""
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id

    try:
        validate_repo_id(name)
    except HFValidationError:
        pass
    else:
        if name.count("/") == 1:
            return name
    meant = _without_place(name)
    advice = f"did you mean {meant}?" if meant != name and meant.count("/") == 1 else "such as ana/press-fr-en"
    raise UsageError(
        f"REPO {name}: not a name of a repository; give USER/NAME in letters, digits, `-`, `_` and `.`; {advice}"
    )


def check_branch(name: str) -> str:
    """Return the name of a branch. Raises UsageError for one that Git does not take."""
    if not _BRANCH.fullmatch(name) or ".." in name or "//" in name:
        raise UsageError(f"--revision {name}: not a name of a branch; give one without blanks, such as draft")
    return name


def _without_place(name: str) -> str:
    """Return the name in an address such as https://huggingface.co/datasets/USER/NAME."""
    if name.startswith(("https://", "http://")):
        with suppress(ValueError):  # of brackets that hold no address
            name = urlsplit(name).path.strip("/")
    for place in _PLACES:
        name = name.removeprefix(place)
    return "/".join(name.split("/")[:2])


def connect(repository: str, branch: str = MAIN) -> Hub:
    """Return the way to a repository with the token that is on this machine; no connection is opened yet.

    Raises UsageError for a wrong name of either, HubError without a token or when HF_HUB_OFFLINE is set.
    """
    name, branch = check_repository(repository), check_branch(branch)
    from huggingface_hub import HfApi, constants, get_token

    if constants.HF_HUB_OFFLINE:
        raise HubError(f"{name}: HF_HUB_OFFLINE is set, so nothing can be sent; unset it, or see --dry-run")
    token = get_token()
    if not token:
        raise HubError(
            f"{name}: no token to write with; make one at {constants.ENDPOINT}/settings/tokens, then `hf auth login` "
            "or set HF_TOKEN"
        )
    if not (token.isascii() and token.isprintable()):
        raise HubError(f"{name}: the token holds characters that no token has; copy it again to `hf auth login`")
    api = HfApi(token=token, library_name="bilingual", library_version=__version__)
    return Hub(repository=name, branch=branch, api=api, token=token)
