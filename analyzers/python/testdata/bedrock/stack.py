import os

from aws_cdk import aws_bedrock, aws_bedrockagentcore, aws_iam


def build(stack):
    role = aws_iam.Role(stack, "Role", role_name="support", assumed_by=aws_iam.ServicePrincipal("bedrock-agentcore.amazonaws.com"))
    aws_bedrock.CfnAgent(stack, "First", agent_name="the-first", instruction=f"Sign with {os.environ['FIRST_SECRET']}.")
    aws_bedrockagentcore.CfnRuntime(stack, "Second", agent_runtime_name="the_second", role_arn=role.role_arn)
