"""What is taken against a body's disclosure work: administrative reviews, lawsuits, complaints (行政复议、行政诉讼、投诉举报)."""
