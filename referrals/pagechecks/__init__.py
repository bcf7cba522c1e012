"""Pages elsewhere that the directory names: the worker looks now and then whether they answer."""
