"""Screens of reviews, lawsuits and complaints, of past years' requests and of what is published because it was asked for."""
