"""The pages of the decision part: each a pure function of its address, the release, the packages and the day."""
