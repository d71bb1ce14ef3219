"""What belongs to one document, a folder each, found by being here: entries, and what no entry can say. Nothing outside imports a
pack."""
