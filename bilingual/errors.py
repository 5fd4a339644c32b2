"""The errors a user can meet: each message is one line that says what is wrong, where, and what to do."""


class BilingualError(Exception):
    """Root of every error raised on purpose; `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(BilingualError):
    """The command was asked for something that cannot be: a missing path, an unknown option value."""

    exit_code = 2


class ArticleError(BilingualError):
    """An article cannot be read."""


class ModelError(BilingualError):
    """A model is missing, damaged, hostile or for other languages."""


class NoModelError(ModelError):
    """What was named as a model does not exist, or is something else."""

    exit_code = 2


class DatasetError(BilingualError):
    """A dataset folder is missing, damaged or cannot be written."""


class ReviewError(BilingualError):
    """A review file does not fit its dataset."""


class HubError(BilingualError):
    """The Hugging Face Hub refuses what is sent, or cannot be reached."""


class ClusterError(BilingualError):
    """The cluster cannot be reached, its nodes differ, or a part ends every worker that does it."""
