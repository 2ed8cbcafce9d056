"""A second dataset in one command: the folders and files that `reportedly init` writes."""

from reportedly.starter.init import init_dataset

__all__ = ["init_dataset"]
