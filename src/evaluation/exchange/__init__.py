"""What goes to those who deliver and comes back from them: pages of findings, marked copies, forms to fill in."""
