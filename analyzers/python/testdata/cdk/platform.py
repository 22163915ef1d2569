"""What runs as a role of its own, and the agents of other packages of constructs."""

from aws_cdk import Stack
from aws_cdk import aws_bedrock_alpha as bedrock_alpha
from aws_cdk import aws_bedrockagentcore as agentcore
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_nodejs as nodejs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk.aws_lambda_python_alpha import PythonFunction
from cdklabs.generative_ai_cdk_constructs import bedrock
from constructs import Construct


class PlatformStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        developers = iam.Group(self, "Developers", group_name="developers")
        developers.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("ReadOnlyAccess"))
        operator = iam.User(self, "Operator", user_name="operator")
        operator.add_to_policy(iam.PolicyStatement(actions=["ec2:*"], resources=["*"]))

        images = lambda_.DockerImageFunction(self, "Images", code=lambda_.DockerImageCode.from_image_asset("images"))
        images.add_to_role_policy(iam.PolicyStatement(actions=["rekognition:*"], resources=["*"]))
        once = lambda_.SingletonFunction(self, "Once", uuid="9a1c", handler="index.handler")
        once.add_to_role_policy(iam.PolicyStatement(actions=["ssm:*"], resources=["*"]))
        web = nodejs.NodejsFunction(self, "Web", entry="web.ts")
        web.add_to_role_policy(iam.PolicyStatement(actions=["sns:*"], resources=["*"]))
        books = PythonFunction(self, "Books", entry="books", initial_policy=[iam.PolicyStatement(actions=["dynamodb:*"], resources=["*"])])

        task = ecs.FargateTaskDefinition(self, "Task", family="worker")
        task.add_to_task_role_policy(iam.PolicyStatement(actions=["sqs:*"], resources=["*"]))
        flow = sfn.StateMachine(self, "Flow", definition_body=sfn.DefinitionBody.from_file("flow.json"))
        flow.add_to_role_policy(iam.PolicyStatement(actions=["states:*"], resources=["*"]))
        build = codebuild.Project(self, "Build", project_name="build")
        build.add_to_role_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
        host = ec2.Instance(self, "Host", instance_name="host")
        host.add_to_role_policy(iam.PolicyStatement(actions=["kms:*"], resources=["*"]))

        librarian = bedrock_alpha.Agent(self, "Librarian", agent_name="librarian", instruction="You lend books.")
        librarian.add_action_group(bedrock_alpha.AgentActionGroup(name="lend", executor=bedrock_alpha.ActionGroupExecutor.from_lambda(books)))

        acting = iam.Role(self, "Acting", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com"))
        bedrock.Agent(self, "Curator", name="curator", existing_role=acting, instruction="You look after the collection.")
        agentcore.CfnRuntime(self, "Guide", agent_runtime_name="guide", role_arn=acting.role_arn)
