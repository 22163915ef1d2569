"""The infrastructure of an agent, after the registry of Pulumi."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s
import pulumi_vault as vault

config = pulumi.Config()
table = aws.dynamodb.Table("orders", hash_key="id", attributes=[aws.dynamodb.TableAttributeArgs(name="id", type="S")])

trust = aws.iam.get_policy_document(
    statements=[
        aws.iam.GetPolicyDocumentStatementArgs(
            actions=["sts:AssumeRole"],
            principals=[aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="Service", identifiers=["bedrock.amazonaws.com"])],
        )
    ]
)
role = aws.iam.Role("agent", name="orders-agent", assume_role_policy=trust.json)

aws.iam.RolePolicy(
    "tables",
    role=role.id,
    policy=table.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": ["dynamodb:*"], "Resource": "*"},
                    {"Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": f"{arn}/*"},
                ],
            }
        )
    ),
)
aws.iam.RolePolicyAttachment("storage", role=role.name, policy_arn="arn:aws:iam::aws:policy/AmazonS3FullAccess")
aws.iam.Policy("given", policy=config.require("policy"))

aws.bedrock.AgentAgent("orders", agent_name="orders", agent_resource_role_arn=role.arn, foundation_model="anthropic.claude-3-haiku-20240307-v1:0")
lookup = aws.lambda_.Function(
    "lookup",
    aws.lambda_.FunctionArgs(
        role=role.arn,
        handler="index.handler",
        environment=aws.lambda_.FunctionEnvironmentArgs(variables={"TABLE": table.name}),
    ),
    opts=pulumi.ResourceOptions(depends_on=[table]),
)

deployer = aws.iam.User("deployer")
aws.iam.AccessKey("deployer", user=deployer.name)

account = gcp.serviceaccount.Account("planner", account_id="planner")
gcp.serviceaccount.Key("planner", service_account_id=account.name)
gcp.projects.IAMMember("planner", project="shop", role="roles/owner", member=account.email.apply(lambda email: f"serviceAccount:{email}"))

vault.app_role.AuthBackendRole("planner", role_name="planner", token_policies=["planner"], secret_id_ttl=0)

k8s.rbac.v1.ClusterRoleBinding(
    "planner",
    metadata=k8s.meta.v1.ObjectMetaArgs(labels={"app": "planner"}),
    role_ref=k8s.rbac.v1.RoleRefArgs(api_group="rbac.authorization.k8s.io", kind="ClusterRole", name="cluster-admin"),
    subjects=[k8s.rbac.v1.SubjectArgs(kind="ServiceAccount", name="planner", namespace="agents")],
)
