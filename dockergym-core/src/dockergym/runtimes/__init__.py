"""What starts, finds, polls and stops workers."""
