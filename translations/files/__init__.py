"""Files that go out to translation programs and come back: PO, and XLIFF 2.0."""
