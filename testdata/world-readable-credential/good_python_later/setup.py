import os

import boto3


def settle(pool: str, client: str) -> None:
    values = {"POOL": pool, "CLIENT": client}
    found = boto3.client("cognito-idp").describe_user_pool_client(UserPoolId=pool, ClientId=client)
    secret = found["UserPoolClient"]["ClientSecret"]
    boto3.client("secretsmanager").put_secret_value(SecretId="agent", SecretString=secret)
    with open(".env", "w") as f:
        for name, value in values.items():
            f.write(f"{name}={value}\n")


def names(values: dict) -> None:
    values["CLIENT_SECRET"] = boto3.client("secretsmanager").get_secret_value(SecretId="agent")["SecretString"]
    with open("names.txt", "w") as f:
        for name, _ in values.items():
            f.write(name)


def keep() -> None:
    print("Paste the token:")
    token = input().strip()
    with os.fdopen(os.open(os.path.expanduser("~/.agent_token"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as f:
        f.write(token)
