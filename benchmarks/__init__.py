"""Figures of quality and speed, each by one command, and the training of what the engine learns."""
