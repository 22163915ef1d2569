import os
from dataclasses import dataclass


@dataclass
class Config:
    search_key: str = os.environ.get("SEARCH_API_KEY", "")


SETTINGS = {"github": {"token": os.getenv("GITHUB_TOKEN"), "org": "corp"}}


def get_token(name: str) -> str:
    value = os.environ[name]
    return value


def read_env(name, default=None):
    return os.environ.get(name, default)
