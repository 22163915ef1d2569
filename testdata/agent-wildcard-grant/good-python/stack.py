from aws_cdk import Stack
from aws_cdk import aws_datasync as datasync
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from cdklabs.generative_ai_cdk_constructs import bedrock as genai
from constructs import Construct


class BookingsStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        table = dynamodb.TableV2(self, "Bookings", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING))
        bookings = lambda_.Function(
            self,
            "BookTable",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="book.handler",
            code=lambda_.Code.from_asset("book"),
        )
        table.grant_read_write_data(bookings)
        bookings.add_to_role_policy(iam.PolicyStatement(actions=["dynamodb:*"], resources=[table.table_arn]))

        agent = genai.Agent(
            self,
            "Agent",
            name="restaurant-agent",
            foundation_model=genai.BedrockFoundationModel.ANTHROPIC_CLAUDE_HAIKU_V1_0,
            instruction="You book tables, and you look up and cancel bookings of guests.",
        )
        agent.add_action_group(genai.AgentActionGroup(name="bookings", executor=genai.ActionGroupExecutor.fromlambda_function(bookings)))

        # An agent of another kind, which moves files.
        datasync.CfnAgent(self, "Mover", agent_name="mover")
