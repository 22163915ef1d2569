import boto3

iam = boto3.client("iam")


def onboard(agent: str, trust: str) -> str:
    return iam.create_role(RoleName=agent, AssumeRolePolicyDocument=trust)["Role"]["Arn"]


def model_key(agent: str) -> dict:
    return iam.create_service_specific_credential(UserName=agent, ServiceName="bedrock.amazonaws.com", CredentialAgeDays=1)


def rotate(agent: str, key: str) -> None:
    iam.delete_access_key(UserName=agent, AccessKeyId=key)
