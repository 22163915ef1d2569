import json

import pulumi_aws as aws
import pulumi_gcp as gcp
from pulumi_kubernetes.rbac.v1 import ClusterRoleBinding, RoleRefArgs, SubjectArgs

role = aws.iam.Role("crawler", assume_role_policy=json.dumps({"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "glue.amazonaws.com"}}]}))
aws.iam.RolePolicyAttachment("crawler", role=role.name, policy_arn="arn:aws:iam::aws:policy/AmazonS3FullAccess")

account = gcp.serviceaccount.Account("crawler", account_id="crawler")
gcp.projects.IAMMember("crawler", project="shop", role="roles/editor", member=account.email.apply(lambda email: f"serviceAccount:{email}"))

ClusterRoleBinding(
    "crawler",
    role_ref=RoleRefArgs(api_group="rbac.authorization.k8s.io", kind="ClusterRole", name="cluster-admin"),
    subjects=[SubjectArgs(kind="ServiceAccount", name="crawler", namespace="data")],
)
