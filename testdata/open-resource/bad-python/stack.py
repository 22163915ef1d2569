from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct


class ParserStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        parser = lambda_.Function(
            self,
            "Parser",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="parser.handler",
            code=lambda_.Code.from_asset("parser"),
        )
        parser.add_permission("AllowBedrock", principal=iam.ServicePrincipal("bedrock.amazonaws.com"), action="lambda:InvokeFunction")

        lambda_.CfnPermission(
            self,
            "AnyAgentInvokes",
            action="lambda:InvokeFunction",
            function_name=parser.function_name,
            principal="bedrock.amazonaws.com",
        )
