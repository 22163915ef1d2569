import os
import secrets

import boto3
import jwt

SECRET = os.environ["JWT_SIGNATURE_SECRET"]
ALGORITHM = os.environ.get("JWT_SIGNATURE_ALGORITHM", "HS256")


def make_user(pool: str, client: str) -> str:
    cognito = boto3.client("cognito-idp")
    password = secrets.token_urlsafe(24) + "aA1!"
    cognito.admin_set_user_password(UserPoolId=pool, Username="agent", Password=password, Permanent=True)
    answer = cognito.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "agent", "PASSWORD": password},
    )
    return answer["AuthenticationResult"]["AccessToken"]


def read(token: str) -> dict:
    return jwt.decode(token, SECRET, algorithms=[ALGORITHM])
