import time
from datetime import datetime, timedelta, timezone

import jwt


def issue(agent: str, key: str) -> str:
    return jwt.encode({"sub": agent, "exp": datetime.now(timezone.utc) + timedelta(minutes=15)}, key)


def with_end(agent: str, key: str) -> str:
    claims = {"sub": agent}
    claims["exp"] = int(time.time()) + 900
    return jwt.encode(claims, key)


def merged(agent: str, key: str, more: dict) -> str:
    return jwt.encode({"sub": agent, **more}, key)


def of_caller(claims: dict, key: str) -> str:
    return jwt.encode(claims, key)
