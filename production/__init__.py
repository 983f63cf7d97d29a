"""What a server needs and `make run` does not: its environment, checks, installation, health."""
