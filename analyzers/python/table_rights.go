package python

import "github.com/nhivet/nhivet/internal/code"

const docBotoIAM = "https://docs.aws.amazon.com/boto3/latest/reference/services/iam.html"

// rightRows say who may do what in AWS by requests to IAM; the constructs of CDK are
// those of package code.
var rightRows = []code.Right{
	{Calls: "boto3.client(iam).create_role boto3.Session().client(iam).create_role boto3.session.Session().client(iam).create_role", Is: code.Principal, Name: "RoleName", Trust: "AssumeRolePolicyDocument", Source: docBotoIAM},
	{Calls: "boto3.client(iam).put_role_policy boto3.Session().client(iam).put_role_policy boto3.session.Session().client(iam).put_role_policy", Is: code.Put, To: "RoleName", Name: "PolicyName", Document: "PolicyDocument", Source: docBotoIAM},
	{Calls: "boto3.client(iam).create_policy boto3.Session().client(iam).create_policy boto3.session.Session().client(iam).create_policy", Is: code.Put, Name: "PolicyName", Document: "PolicyDocument", Source: docBotoIAM},
	{Calls: "boto3.client(iam).attach_role_policy boto3.Session().client(iam).attach_role_policy boto3.session.Session().client(iam).attach_role_policy", Is: code.Attach, To: "RoleName", Document: "PolicyArn", Source: docBotoIAM},
}
