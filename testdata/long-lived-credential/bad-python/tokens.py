from datetime import datetime, timedelta

import hvac
import jwt
from azure.storage.blob import generate_container_sas
from kubernetes import client


def issue(agent, key):
    return jwt.encode({"sub": agent, "exp": datetime.utcnow() + timedelta(days=365)}, key)


def share(account, key):
    return generate_container_sas(account, "reports", account_key=key, expiry=datetime.utcnow() + timedelta(weeks=104))


def vault(agent):
    return hvac.Client().auth.token.create(policies=[agent], ttl="8760h")


def cluster():
    return client.V1TokenRequestSpec(audiences=["agents"], expiration_seconds=365 * 24 * 3600)
