package python

import "github.com/nhivet/nhivet/internal/code"

const (
	docCDKIAM  = "https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.aws_iam.html"
	docBotoIAM = "https://docs.aws.amazon.com/boto3/latest/reference/services/iam.html"
)

// rightRows say who may do what in AWS: constructs of CDK, and requests to IAM.
var rightRows = []code.Right{
	{Calls: "aws_cdk.aws_iam.Role aws_cdk.aws_iam.LazyRole", Is: code.Principal, Kind: "role", Name: "role_name", Source: docCDKIAM},
	{Calls: "aws_cdk.aws_iam.User", Is: code.Principal, Kind: "user", Name: "user_name", Source: docCDKIAM},
	{Calls: "aws_cdk.aws_iam.Group", Is: code.Principal, Kind: "group", Name: "group_name", Source: docCDKIAM},
	{Calls: "aws_cdk.aws_iam.PolicyStatement", Is: code.Says, Source: docCDKIAM},
	{Calls: "aws_cdk.aws_iam.Policy aws_cdk.aws_iam.ManagedPolicy", Is: code.Policy, Source: docCDKIAM},
	{Calls: "aws_cdk.aws_iam.ManagedPolicy.from_aws_managed_policy_name", Is: code.Managed, Source: docCDKIAM},
	{Calls: "aws_cdk.aws_iam.ManagedPolicy.from_managed_policy_arn", Is: code.Managed, Name: "arn", Source: docCDKIAM},
	// A function of Lambda has a role of its own unless it is given one.
	{Calls: "aws_cdk.aws_lambda.Function aws_cdk.aws_lambda.DockerImageFunction aws_cdk.aws_lambda.SingletonFunction aws_cdk.aws_lambda_python_alpha.PythonFunction aws_cdk.aws_lambda_nodejs.NodejsFunction", Is: code.Runs, Source: "https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.aws_lambda/Function.html"},

	{Calls: "boto3.client(iam).create_role boto3.Session().client(iam).create_role boto3.session.Session().client(iam).create_role", Is: code.Principal, Kind: "role", Name: "RoleName", Trust: "AssumeRolePolicyDocument", Source: docBotoIAM},
	{Calls: "boto3.client(iam).put_role_policy boto3.Session().client(iam).put_role_policy boto3.session.Session().client(iam).put_role_policy", Is: code.Put, To: "RoleName", Name: "PolicyName", Document: "PolicyDocument", Source: docBotoIAM},
	{Calls: "boto3.client(iam).create_policy boto3.Session().client(iam).create_policy boto3.session.Session().client(iam).create_policy", Is: code.Put, Name: "PolicyName", Document: "PolicyDocument", Source: docBotoIAM},
	{Calls: "boto3.client(iam).attach_role_policy boto3.Session().client(iam).attach_role_policy boto3.session.Session().client(iam).attach_role_policy", Is: code.Attach, To: "RoleName", Document: "PolicyArn", Source: docBotoIAM},
}
