"""What the portal's templates can ask for."""
