"""The infrastructure of an agent that answers questions about orders."""

import aws_cdk as cdk
from aws_cdk import aws_bedrock as bedrock
from aws_cdk import aws_datasync as datasync
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from constructs import Construct

TRUSTED = "arn:aws:iam::aws:policy/ReadOnlyAccess"


class OrdersStack(cdk.Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        region, account = self.region, self.account
        bucket = s3.Bucket(self, "Orders")

        self.agent_role = iam.Role(
            self,
            "AgentRole",
            role_name="orders-agent",
            assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": account}}),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name("AmazonS3FullAccess"),
                iam.ManagedPolicy.from_managed_policy_arn(self, "ReadOnly", TRUSTED),
            ],
            inline_policies={
                "Models": iam.PolicyDocument(
                    statements=[
                        iam.PolicyStatement(
                            effect=iam.Effect.ALLOW,
                            actions=["bedrock:InvokeModel"],
                            resources=[f"arn:aws:bedrock:{region}::foundation-model/*"],
                        ),
                        iam.PolicyStatement(
                            effect=iam.Effect.DENY,
                            actions=["s3:DeleteBucket"],
                            resources=["*"],
                        ),
                    ]
                ),
            },
        )

        bedrock.CfnAgent(
            self,
            "Agent",
            agent_name="orders",
            agent_resource_role_arn=self.agent_role.role_arn,
            foundation_model="anthropic.claude-3-haiku-20240307-v1:0",
            instruction="Answer questions about orders.",
        )

        lookup = lambda_.Function(
            self,
            "Lookup",
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="lookup.handler",
            code=lambda_.Code.from_asset("lookup"),
        )
        lookup.add_to_role_policy(iam.PolicyStatement(actions=["dynamodb:*"], resources=["*"]))
        lookup.role.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("AmazonSQSFullAccess"))

        # It runs as the role of the agent.
        refund = lambda_.Function(
            self,
            "Refund",
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="refund.handler",
            code=lambda_.Code.from_asset("refund"),
            role=self.agent_role,
        )
        secrets = iam.PolicyStatement()
        secrets.add_actions("secretsmanager:GetSecretValue")
        secrets.add_all_resources()
        refund.add_to_role_policy(secrets)

        # Of the bucket, not of an identity.
        bucket.add_to_resource_policy(iam.PolicyStatement(actions=["s3:*"], principals=[iam.AccountRootPrincipal()], resources=["*"]))

        limited = iam.PolicyStatement(actions=["ec2:*"], resources=["*"])
        limited.add_condition("StringEquals", {"aws:ResourceTag/team": "orders"})
        self.agent_role.add_to_policy(limited)

        # What is not written here is not known.
        self.agent_role.add_to_policy(iam.PolicyStatement(actions=kwargs["actions"], resources=["*"]))
        self.agent_role.add_to_policy(iam.PolicyStatement(**kwargs["statement"]))

        iam.Role(
            self,
            "Deploy",
            assumed_by=iam.CompositePrincipal(
                iam.OpenIdConnectPrincipal(self.provider, {"StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/*"}}),
                iam.AnyPrincipal(),
            ),
        )

        iam.ManagedPolicy(
            self,
            "Shared",
            statements=[iam.PolicyStatement(actions=["sqs:*"], resources=["*"])],
            roles=[self.agent_role],
        )

        # Something else of the same name.
        datasync.CfnAgent(self, "Mover", agent_name="mover")
