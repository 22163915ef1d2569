"""Identities and functions of all kinds."""
import boto3
from aws_cdk import aws_iam as iam, aws_lambda, aws_lambda_nodejs, aws_lambda_python_alpha

ANY = iam.PolicyStatement(actions=["s3:*"], resources=["*"])


def build(stack, code):
    lazy = iam.LazyRole(stack, "Lazy", role_name="lazy", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com"))
    user = iam.User(stack, "User", user_name="agent-user")
    group = iam.Group(stack, "Group", group_name="agent-group")
    lazy.add_to_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
    user.add_to_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
    group.add_to_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
    role = iam.Role(stack, "Role", role_name="plain", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com"))
    iam.Policy(stack, "Policy", statements=[iam.PolicyStatement(actions=["iam:*"], resources=["*"])], roles=[role])
    image = aws_lambda.DockerImageFunction(stack, "Image", code=code)
    single = aws_lambda.SingletonFunction(stack, "Single", uuid="7", code=code)
    python = aws_lambda_python_alpha.PythonFunction(stack, "Python", entry="app")
    node = aws_lambda_nodejs.NodejsFunction(stack, "Node", entry="app.ts")
    image.add_to_role_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
    single.add_to_role_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
    python.add_to_role_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))
    node.add_to_role_policy(iam.PolicyStatement(actions=["s3:*"], resources=["*"]))


def request():
    session = boto3.Session()
    client = session.client("iam")
    client.create_role(RoleName="asked", AssumeRolePolicyDocument='{"Statement": [{"Effect": "Allow", "Principal": {"Service": "bedrock.amazonaws.com"}, "Action": "sts:AssumeRole"}]}')
    client.put_role_policy(RoleName="asked", PolicyName="all", PolicyDocument='{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}')
    client.create_policy(PolicyName="any", PolicyDocument='{"Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}')
    client.attach_role_policy(RoleName="asked", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
