"""Publishing to the Hub, tried against a stand-in for it."""
