"""What happens in publishing: each function a verb, one transaction, one entry in the audit log."""
