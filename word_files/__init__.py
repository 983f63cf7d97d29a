"""A Word file becomes a draft: its text as blocks, its pictures in the library."""
