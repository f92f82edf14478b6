"""What happens to annual reports: each a verb, one transaction, one audit entry."""
