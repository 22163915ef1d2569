import os

import boto3
import jwt

SECRET = os.environ.get("JWT_SIGNATURE_SECRET", "default-secret")


def make_user(pool: str, client: str) -> str:
    cognito = boto3.client("cognito-idp")
    cognito.admin_set_user_password(UserPoolId=pool, Username="agent", Password="MyPassword123!", Permanent=True)
    answer = cognito.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "agent", "PASSWORD": "MyPassword123!"},
    )
    return answer["AuthenticationResult"]["AccessToken"]


def read(token: str) -> dict:
    return jwt.decode(token, SECRET, algorithms=["HS256"])
