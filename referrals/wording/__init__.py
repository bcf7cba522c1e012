"""Texts as people and programs write them: languages, faces, numbers, links, letters folded."""
