"""A dataset folder → a repository of the Hugging Face Hub: what belongs there, as one commit, or not at all."""

from bilingual.publishing.hub import Hub, check_branch, check_repository, connect, page_of
from bilingual.publishing.parcel import Parcel, pack
from bilingual.publishing.sending import Published, message_for, publish

__all__ = [
    "Hub",
    "Parcel",
    "Published",
    "check_branch",
    "check_repository",
    "connect",
    "message_for",
    "pack",
    "page_of",
    "publish",
]
