"""Makes the roles of the agents in this account."""

import json

import boto3

iam = boto3.client("iam")
ACCOUNT = boto3.client("sts").get_caller_identity()["Account"]


def agent_role(name: str, region: str) -> dict:
    role_name = f"agent-{name}-role"
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "bedrock-agentcore.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
            }
        ],
    }
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["bedrock:InvokeModel"], "Resource": "*"},
            {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": ["*"]},
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::orders-{region}/*"},
        ],
    }
    role = iam.create_role(RoleName=role_name, AssumeRolePolicyDocument=json.dumps(trust))
    iam.put_role_policy(RoleName=role_name, PolicyName="agent", PolicyDocument=json.dumps(policy))
    iam.attach_role_policy(RoleName=role_name, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    control = boto3.client("bedrock-agentcore-control")
    control.create_agent_runtime(agentRuntimeName=name, roleArn=role["Role"]["Arn"], agentRuntimeArtifact={})
    return role


iam.create_policy(
    PolicyName="everything-of-queues",
    PolicyDocument='{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}',
)
