"""What happens to requests: each function a verb, one transaction, one entry in the audit log."""
