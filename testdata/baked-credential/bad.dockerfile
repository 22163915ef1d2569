FROM python:3.13-slim
WORKDIR /app
COPY .env pyproject.toml ./
RUN pip install --no-cache-dir .
CMD ["python", "-m", "support"]
