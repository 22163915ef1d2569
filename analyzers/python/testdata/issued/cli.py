from pathlib import Path

import boto3
import click
import cyclic

from session import Session


@click.command()
@click.option("--api-key", help="Key of the gateway")
@click.option("--token", envvar="GATEWAY_TOKEN")
@click.option("--session-token", type=click.File("r"))
@click.option("--client-secret", is_flag=True)
@click.option("--password", prompt=True)
@click.option("--admin-password", hide_input=True)
@click.option("--access-token", callback=Session.ask)
@click.password_option("--new-password")
def call(api_key, token, session_token, client_secret, password, admin_password, access_token, new_password):
    Session(api_key, token, session_token, client_secret, password, admin_password, access_token, new_password).call()


@cyclic.option("--deploy-token")
def turn(deploy_token):
    Session(deploy_token).turn()


def make_user(pool: str, name: str, password: str) -> None:
    cognito = boto3.client("cognito-idp")
    cognito.admin_create_user(UserPoolId=pool, Username=name, TemporaryPassword="Fjk7!qwPz2", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username=name, Password=password, Permanent=True)


def keep(pool: str, client: str) -> None:
    found = boto3.client("cognito-idp").describe_user_pool_client(UserPoolId=pool, ClientId=client)
    Path("secret").write_bytes(found["UserPoolClient"]["ClientSecret"].encode())
    with open("secrets.txt", "w") as f:
        f.writelines(["first\n", found["UserPoolClient"]["ClientSecret"]])


def handler(event, context):
    print(event)
    return event["headers"]["Authorization"]
