import os

import boto3


def settle(pool: str, client: str) -> None:
    values = {"POOL": pool, "CLIENT": client}
    found = boto3.client("cognito-idp").describe_user_pool_client(UserPoolId=pool, ClientId=client)
    values["CLIENT_SECRET"] = found["UserPoolClient"]["ClientSecret"]
    with open(".env", "w") as f:
        for name, value in values.items():
            f.write(f"{name}={value}\n")


def keep() -> None:
    print("Paste the token:")
    token = input().strip()
    with open(os.path.expanduser("~/.agent_token"), "w") as f:
        f.write(token)
