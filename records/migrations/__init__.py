"""How a database of any earlier version becomes one of this version; each step is written once and never edited."""
