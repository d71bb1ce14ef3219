"""Published forms of tables, rebuilt small with invented figures: each is declared, none is edited."""
