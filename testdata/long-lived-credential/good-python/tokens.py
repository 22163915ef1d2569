from datetime import datetime, timedelta

import hvac
import jwt
from kubernetes import client

LIFE = timedelta(minutes=30)


def issue(agent, key):
    return jwt.encode({"sub": agent, "exp": datetime.utcnow() + LIFE}, key)


def configured(agent, key, days):
    return jwt.encode({"sub": agent, "exp": datetime.utcnow() + timedelta(days=days)}, key)


def vault(agent):
    return hvac.Client().auth.token.create(policies=[agent], ttl="1h")


def cluster():
    return client.V1TokenRequestSpec(audiences=["agents"], expiration_seconds=3600)
