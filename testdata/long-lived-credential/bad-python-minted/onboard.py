import boto3
from google.cloud import iam_admin_v1

iam = boto3.client("iam")


def onboard(agent: str) -> dict:
    iam.create_user(UserName=agent)
    return iam.create_access_key(UserName=agent)["AccessKey"]


def model_key(agent: str) -> dict:
    return iam.create_service_specific_credential(UserName=agent, ServiceName="bedrock.amazonaws.com")


def google(account: str) -> object:
    return iam_admin_v1.IAMClient().create_service_account_key(request={"name": account})
