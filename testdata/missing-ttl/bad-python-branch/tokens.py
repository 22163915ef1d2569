import time

import jwt


def make(user: str, key: str, data: dict, minutes: int) -> str:
    claims = data.copy()
    given = claims.get("exp", 0)
    if given > 0:
        pass
    elif minutes > 0:
        claims["exp"] = int(time.time()) + minutes * 60
    else:
        print("a token without an end")
    return jwt.encode(claims, key, algorithm="HS256")


def short(user: str, key: str, minutes: int | None = None) -> str:
    claims = {"sub": user, "iss": "agents"}
    if minutes is not None:
        claims["exp"] = int(time.time()) + minutes * 60
    return jwt.encode(claims, key, algorithm="HS256")
