"""Tokens that are issued here."""
import time
from datetime import datetime, timedelta, timezone

import boto3
import hvac
import jwt
from azure.storage.blob import generate_blob_sas
from google.auth import impersonated_credentials
from jose import jwt as jose
from kubernetes import client as k8s

YEAR = timedelta(days=365)


def for_ever(user, key):
    return jwt.encode({"sub": user, "iss": "agents"}, key, algorithm="HS256")


def a_year(user, key):
    claims = {"sub": user, "exp": datetime.now(timezone.utc) + YEAR}
    return jose.encode(claims, key)


def an_hour(user, key):
    return jwt.encode({"sub": user, "exp": int(time.time()) + 60 * 60}, key)


def added_later(user, key):
    claims = {"sub": user}
    claims["exp"] = time.time() + 60
    return jwt.encode(claims, key)


def from_elsewhere(claims, key):
    return jwt.encode(claims, key)


def session(arn):
    return boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="agent", DurationSeconds=43200)


def short(arn):
    return boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="agent")


def link():
    return boto3.client("s3").generate_presigned_url("get_object", Params={}, ExpiresIn=7 * 24 * 3600)


def sas(account, key):
    return generate_blob_sas(account, "box", "blob", account_key=key, expiry=datetime.utcnow() + timedelta(days=730))


def vault():
    return hvac.Client().auth.token.create(policies=["agent"], ttl="2160h")


def account(source):
    return impersonated_credentials.Credentials(source_credentials=source, target_principal="a", target_scopes=["b"], lifetime=43200)


def cluster():
    return k8s.V1TokenRequestSpec(audiences=["vault"], expiration_seconds=31536000)
