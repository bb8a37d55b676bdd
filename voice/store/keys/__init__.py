"""Round the root secret: on paper, what is sealed with it, and the keys that outlive a change of it."""
