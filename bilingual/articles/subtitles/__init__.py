"""Subtitles: SubRip and WebVTT → cues → sentences that run over them."""
