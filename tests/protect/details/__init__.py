"""What must be hidden and what must stay, a file for each family of details."""
