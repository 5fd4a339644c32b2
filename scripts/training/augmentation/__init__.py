"""Training text as the press types it: pairs retyped, and pairs with what the text hardly holds."""
