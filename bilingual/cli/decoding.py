"""The options of every command that runs a model: which one, and how it decodes."""

from typing import Annotated

import typer

from bilingual.pipeline.options import BEAMS

Model = Annotated[
    str,
    typer.Option(
        metavar="MODEL",
        help="auto, a name from `bilingual model list`, or the path of an Argos package or CTranslate2 folder.",
    ),
]
Beam = Annotated[
    int,
    typer.Option(
        metavar="N", min=BEAMS[0], max=BEAMS[-1], help="Hypotheses kept while decoding; 1 is greedy and fastest."
    ),
]
Device = Annotated[str, typer.Option(metavar="DEVICE", help="auto, cpu or cuda.")]
ComputeType = Annotated[
    str,
    typer.Option(
        metavar="TYPE",
        help="default, as the model is saved; auto, the fastest; or one that the device computes in, such as float16.",
    ),
]
Raw = Annotated[bool, typer.Option("--raw", help="Give the model the French as it is, with what it cannot read.")]
