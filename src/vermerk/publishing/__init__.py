"""Answers as files in the forms that the field uses."""
