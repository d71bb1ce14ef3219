"""A first study from a delivered file: what its form is, which columns say what, and which quantities they may be."""
