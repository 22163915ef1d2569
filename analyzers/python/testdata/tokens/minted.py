"""Keys that are made here."""
import time

import boto3
import jwt
from google.cloud import iam_admin_v1

iam = boto3.client("iam")


def onboard(agent):
    return iam.create_access_key(UserName=agent)["AccessKey"]


def model_key(agent):
    return iam.create_service_specific_credential(UserName=agent, ServiceName="bedrock.amazonaws.com")


def model_key_for_a_month(agent):
    return iam.create_service_specific_credential(UserName=agent, ServiceName="bedrock.amazonaws.com", CredentialAgeDays=30)


def google(account):
    return iam_admin_v1.IAMClient().create_service_account_key(request={"name": account})


def sometimes(user, key, minutes=None):
    claims = {"sub": user}
    if minutes:
        claims["exp"] = time.time() + minutes * 60
    return jwt.encode(claims, key)
