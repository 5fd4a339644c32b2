"""The second step: a French text → segments with exact offsets, a kind and a language. Rules, no model."""

from bilingual.segmenter.kinds import KINDS
from bilingual.segmenter.segments import Segment, iter_segments, iter_spans, segment, split_spans

__all__ = ["KINDS", "Segment", "iter_segments", "iter_spans", "segment", "split_spans"]
