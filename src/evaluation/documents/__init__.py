"""The official documents the policy requires: one module a kind, shared parts in paper, figures and ledger."""
