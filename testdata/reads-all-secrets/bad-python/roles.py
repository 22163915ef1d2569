import json

import boto3


def make_role(name: str) -> str:
    iam = boto3.client("iam")
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Model", "Effect": "Allow", "Action": ["bedrock:InvokeModel"], "Resource": "*"},
            {"Sid": "Keys", "Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": ["*"]},
        ],
    }
    iam.put_role_policy(RoleName=name, PolicyName="agent", PolicyDocument=json.dumps(policy))
    return name
