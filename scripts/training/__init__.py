"""What makes the model that ships: pairs → token shards → Transformer → Argos package."""
