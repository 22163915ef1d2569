import json
import os
from pathlib import Path

import boto3
import requests


def fetch(url: str, client_id: str, client_secret: str) -> None:
    answer = requests.post(url, data={"client_id": client_id, "client_secret": client_secret}, timeout=10).json()
    file = Path(".access_token")
    file.touch(mode=0o600)
    file.write_text(answer["access_token"])


def configure(pool: str, client: str) -> None:
    found = boto3.client("cognito-idp").describe_user_pool_client(UserPoolId=pool, ClientId=client)
    settings = {"cognito": {"client": client, "secret": found["UserPoolClient"]["ClientSecret"]}}
    with os.fdopen(os.open("gateway.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as f:
        json.dump(settings, f)


def remember(pool: str, client: str) -> None:
    found = boto3.client("cognito-idp").describe_user_pool_client(UserPoolId=pool, ClientId=client)
    with open("gateway.json", "w") as f:
        json.dump({"client": client, "name": found["UserPoolClient"]["ClientName"]}, f)
