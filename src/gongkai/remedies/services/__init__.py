"""What happens to reviews, lawsuits and complaints: each function a verb, one transaction, one audit entry."""
