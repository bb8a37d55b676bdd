"""What the model learnt from: fictional sentences, in families, and the script that turns them into weights."""
