"""Static files: their names change with their content, so browsers may keep each for as long as HTTP suggests."""

from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise with a year instead of its ten."""

    FOREVER = 31_536_000  # seconds
