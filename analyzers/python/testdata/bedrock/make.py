"""Makes and deploys agents of Bedrock."""
import os

import boto3

iam = boto3.client("iam")
role = iam.create_role(RoleName="support", AssumeRolePolicyDocument=trust)
client = boto3.client("bedrock-agent")
session = boto3.Session()
first = client.create_agent(agentName="the-first", instruction=f"Sign with {os.environ['FIRST_SECRET']}.", agentResourceRoleArn=role["Role"]["Arn"])
second = session.client("bedrock-agent").create_agent(agentName="the-second")
third = session.client("bedrock-agentcore-control").create_agent_runtime(agentRuntimeName="the_third", roleArn=role["Role"]["Arn"])
