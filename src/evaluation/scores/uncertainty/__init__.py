"""How sure a rank is: scores drawn again and again with what could as well have been chosen or counted. Floats."""
