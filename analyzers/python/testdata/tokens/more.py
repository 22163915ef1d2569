"""Sessions and tokens that live long."""
import calendar
import datetime
import math
import time

import authlib.jose.jwt
import boto3
import google.auth.jwt
import hvac
import jose.jwt
import jwt
import jwt.api_jwt
from azure.storage.blob import generate_account_sas, generate_container_sas
from django.utils import timezone
from flask_jwt_extended import create_access_token, create_refresh_token

sts, s3, store = boto3.client("sts"), boto3.client("s3"), hvac.Client()
first, second = boto3.client("sts"), boto3.client("s3")
vault = hvac.Client()
MONTH = datetime.timedelta(days=30)


def sessions(role: str, token: str):
    first.assume_role_with_web_identity(RoleArn=role, RoleSessionName="agent", WebIdentityToken=token, DurationSeconds=43200)
    first.get_session_token(DurationSeconds=129600)
    first.get_federation_token(Name="agent", DurationSeconds=129600)
    boto3.Session().client("sts").assume_role(RoleArn=role, RoleSessionName="agent", DurationSeconds=43200)
    second.generate_presigned_post("bucket", "key", ExpiresIn=604800)
    vault.auth.token.create_orphan(ttl="720h")
    generate_container_sas("corp", "files", expiry=datetime.datetime.utcnow() + MONTH)
    generate_account_sas("corp", expiry=datetime.datetime.today() + MONTH)
    create_access_token("agent", expires_delta=MONTH)
    create_refresh_token("agent", expires_delta=False)


def api(key: str):
    return jwt.api_jwt.encode({"sub": "agent"}, key)


def named(key: str):
    return jwt.encode(payload={"sub": "agent"}, key=key)


def josey(key: str):
    return jose.jwt.encode(claims={"sub": "agent"}, key=key)


def lib(key: str):
    return authlib.jose.jwt.encode({"alg": "HS256"}, {"sub": "agent"}, key)


def lib_named(key: str):
    return authlib.jose.jwt.encode(header={"alg": "HS256"}, payload={"sub": "agent"}, key=key)


def google_signed(signer):
    return google.auth.jwt.encode(signer, {"sub": "agent"})


def forms(key: str):
    now = datetime.datetime.utcnow()
    return [
        jwt.encode({"sub": "a", "exp": round(time.time()) + 2592000}, key),
        jwt.encode({"sub": "b", "exp": float(time.time()) + 2592000}, key),
        jwt.encode({"sub": "c", "exp": math.floor(time.time()) + 2592000}, key),
        jwt.encode({"sub": "d", "exp": calendar.timegm((now + MONTH).utctimetuple())}, key),
        jwt.encode({"sub": "e", "exp": timezone.now() + MONTH}, key),
        jwt.encode({"sub": "f", "exp": datetime.datetime.today() + MONTH}, key),
    ]
