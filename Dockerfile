# The site in one image: the web server, the email worker and every command. Debian, because tools/setup names its
# packages and because it fixes them for years.
FROM debian:trixie-slim AS base
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        python3 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS built
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates python3-venv
# What rarely changes comes first: packages, fonts and models are rebuilt only when these files change.
COPY tools tools
COPY requirements requirements
RUN tools/setup base
COPY . .
# Compiled now, because at run time nothing can be written here.
RUN .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -f var/secret-key \
    && .venv/bin/python -m compileall -q tools decision headshot_advisor studio gunicorn.conf.py

FROM base
# No process here may change its own code; data is in /data only.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin advisor \
    && install --directory --owner advisor --mode 700 /data
COPY --from=built /app /app
ENV BIND=0.0.0.0:8000 \
    ENV_FILE= \
    PRESS_DIR=/tmp/press \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/data
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD [".venv/bin/python", "-m", "tools.check_health"]
CMD [".venv/bin/gunicorn"]
