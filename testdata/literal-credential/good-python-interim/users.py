import secrets

import boto3


def make(pool: str, name: str) -> str:
    cognito = boto3.client("cognito-idp")
    cognito.admin_create_user(UserPoolId=pool, Username=name, TemporaryPassword="Fjk7!qwPz2", MessageAction="SUPPRESS")
    password = secrets.token_urlsafe(24)
    cognito.admin_set_user_password(UserPoolId=pool, Username=name, Password=password, Permanent=True)
    return password
