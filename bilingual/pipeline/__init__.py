"""The main job: articles → segments → pairs → a dataset folder, block by block, and again after any interruption."""
