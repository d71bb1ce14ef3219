"""One module a section of the reports: each turns a view into one component."""
