"""From delivered files to checked figures: readers, unit grammar, contracts, findings."""
