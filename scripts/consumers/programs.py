"""The programs that read what `bilingual` writes: with which reader, in which versions, and what to know of each."""

from dataclasses import dataclass

TORCH = "torch==2.13.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program: the module in `readers/`, what is installed for it, or the command that must be on the path.

    `without_dependencies` is installed last, as it asks for more than its reader imports.
    """

    name: str
    reader: str
    packages: tuple[str, ...] = ()
    without_dependencies: str | None = None
    command: str | None = None
    imports: str | None = None  # what a test looks for before it runs the reader where it is
    know: str = ""


PROGRAMS = (
    Program(
        name="datasets 5",
        reader="hf_datasets",
        packages=("datasets==5.2.0",),
        imports="datasets",
        know="The version that the tables are written with.",
    ),
    Program(name="datasets 4", reader="hf_datasets", packages=("datasets==4.8.5",)),
    Program(
        name="datasets 3",
        reader="hf_datasets",
        packages=("datasets==3.6.0",),
        know="A list of structs comes as a list, as in later versions.",
    ),
    Program(
        name="datasets 2",
        reader="hf_datasets",
        packages=("datasets==2.21.0", "pyarrow==17.0.0", "numpy<2", "fsspec<2024.7"),
        know="Wants pyarrow of its time.",
    ),
    Program(
        name="pandas",
        reader="pandas_tables",
        packages=("pandas==3.1.1", "pyarrow==26.0.1"),
        imports="pandas",
        know="CSV and `pairs.tsv`: `dtype=str, keep_default_na=False`, or `NA` and `12e3` are no texts; "
        "JSON Lines: `dtype=False`.",
    ),
    Program(
        name="Polars",
        reader="polars_tables",
        packages=("polars==2.1.0",),
        imports="polars",
        know="`pairs.tsv`: `quote_char=None`, as its texts hold quotation marks; CSV: `infer_schema=False`.",
    ),
    Program(
        name="DuckDB",
        reader="duckdb_queries",
        packages=("duckdb==2.0.0",),
        imports="duckdb",
        know="`end` is a word of SQL: `\"end\"`. `substring` counts from 1. `pairs.tsv`: `quote=''`.",
    ),
    Program(
        name="mlcroissant 1.1",
        reader="mlcroissant_records",
        packages=("mlcroissant[parquet]==1.1.1",),
        imports="mlcroissant",
        know="Without `build --published DATE` it warns that there is no date. Texts come as bytes. A `Dataset` gives "
        "the records of a configuration with splits once; make a new one to read them again.",
    ),
    Program(
        name="mlcroissant 1.0",
        reader="mlcroissant_records",
        packages=("mlcroissant[parquet]==1.0.22", "setuptools<80"),
    ),
    Program(
        name="sacrebleu",
        reader="sacrebleu_scores",
        packages=("sacrebleu==2.6.0",),
        imports="sacrebleu",
        know="A reference is not free of the model: the reviewer began with its English.",
    ),
    Program(
        name="Translate Toolkit",
        reader="translate_toolkit",
        packages=("translate-toolkit==3.20.4", "lxml"),
        imports="translate",
        know="TMX: open it with the languages of the file, `fr-FR` and `en-US` or `en-GB`; with `en` it finds no "
        "target. XLIFF: `Xliff2File`.",
    ),
    Program(
        name="OmegaT",
        reader="omegat_memory",
        command="omegat",
        know="In `tm/auto` it fills in every exact match; the project's languages are `FR-FR` and `EN-US` or `EN-GB`.",
    ),
    Program(name="pandoc", reader="pandoc_copies", command="pandoc"),
    Program(
        name="eole",
        reader="eole_corpus",
        packages=("eole==0.6.4", "aiohttp", TORCH),
        know="`hf://` reads the split `train` of a dataset by two names, a repository or a local folder. Leave "
        "`path_sco` out: it drops scores under 0.68 (vocabulary: 0), and ours are logarithms, at most 0; `--min-score` "
        "chooses. Blank lines are warned of and dropped. Its command wants `aiohttp`, which it does not ask for.",
    ),
    Program(
        name="OpenNMT-py",
        reader="opennmt_corpus",
        packages=(TORCH, "ctranslate2", "pyonmttok", "configargparse", "rapidfuzz", "pyahocorasick", "pyyaml", "six",
                  "sacrebleu", "sentencepiece", "spacy", "fasttext-wheel"),
        without_dependencies="OpenNMT-py==3.5.1",
        know="Asks for torch below 2.3 and numpy 1; its reader runs with newer ones. It keeps blank lines as empty "
        "pairs: leave `--blank-lines` out.",
    ),
    Program(
        name="transformers",
        reader="transformers_step",
        packages=("transformers==5.24.0", "datasets==5.2.0", "accelerate", TORCH),
        imports="transformers",
    ),
    Program(
        name="TRL",
        reader="trl_steps",
        packages=("trl==1.16.0", TORCH),
        imports="trl",
        know="A tokenizer in the manner of GPT-2 joins the prompt's last line ends otherwise before an answer; TRL "
        "warns and leaves them out.",
    ),
)  # fmt: skip
