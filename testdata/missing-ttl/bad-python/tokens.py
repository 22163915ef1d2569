import jwt


def issue(agent: str, key: str) -> str:
    claims = {"sub": agent, "scope": "orders:write"}
    return jwt.encode(claims, key, algorithm="HS256")
