import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp

config = pulumi.Config()
role = aws.iam.Role("crawler", assume_role_policy=config.require("trust"))
bucket = aws.s3.Bucket("pages")
document = aws.iam.get_policy_document_output(
    statements=[aws.iam.GetPolicyDocumentStatementArgs(actions=["s3:PutObject"], resources=[pulumi.Output.concat(bucket.arn, "/*")])]
)
aws.iam.RolePolicy("crawler", role=role.name, policy=document.json)

account = gcp.serviceaccount.Account("crawler", account_id="crawler")
gcp.projects.IAMMember("crawler", project="shop", role=config.require("role"), member=account.email.apply(lambda email: f"serviceAccount:{email}"))
