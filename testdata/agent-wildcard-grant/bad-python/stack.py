from aws_cdk import Stack
from aws_cdk import aws_bedrock as bedrock
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from cdklabs.generative_ai_cdk_constructs import bedrock as genai
from constructs import Construct


class BookingsStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        # The functions that carry out what the agents do may change every table.
        bookings = lambda_.Function(
            self,
            "BookTable",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="book.handler",
            code=lambda_.Code.from_asset("book"),
        )
        bookings.role.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("AmazonDynamoDBFullAccess"))

        agent = genai.Agent(
            self,
            "Agent",
            name="restaurant-agent",
            foundation_model=genai.BedrockFoundationModel.ANTHROPIC_CLAUDE_HAIKU_V1_0,
            instruction="You book tables, and you look up and cancel bookings of guests.",
        )
        agent.add_action_group(genai.AgentActionGroup(name="bookings", executor=genai.ActionGroupExecutor.fromlambda_function(bookings)))

        menu_role = iam.Role(self, "MenuRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        menu_role.add_to_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
        menu = lambda_.Function(
            self,
            "Menu",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="menu.handler",
            code=lambda_.Code.from_asset("menu"),
            role=menu_role,
        )
        bedrock.CfnAgent(
            self,
            "Planner",
            agent_name="planner",
            instruction="You plan the menu.",
            action_groups=[
                bedrock.CfnAgent.AgentActionGroupProperty(
                    action_group_name="menu",
                    action_group_executor=bedrock.CfnAgent.ActionGroupExecutorProperty(lambda_=menu.function_arn),
                )
            ],
        )
