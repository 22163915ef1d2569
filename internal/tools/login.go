package tools

import "github.com/nhivet/nhivet/internal/wordset"

// given is what servers have of the machine that starts them, without being handed a
// credential.
type given struct {
	// packages are names without versions.
	packages string
	// What completes "a server that has …".
	what   string
	source string
}

const docAWSLabs = "https://awslabs.github.io/mcp/installation"

var givens = []given{
	// Each says in its own page that it uses the profile or role of whoever starts it. The
	// servers for documentation, diagrams and code are not among them.
	{packages: "awslabs.amazon-bedrock-agentcore-mcp-server awslabs.amazon-kendra-index-mcp-server awslabs.amazon-keyspaces-mcp-server awslabs.amazon-mq-mcp-server awslabs.amazon-neptune-mcp-server awslabs.amazon-qindex-mcp-server " +
		"awslabs.amazon-rekognition-mcp-server awslabs.amazon-sns-sqs-mcp-server awslabs.aurora-dsql-mcp-server awslabs.aws-api-mcp-server awslabs.aws-appsync-mcp-server awslabs.aws-bedrock-custom-model-import-mcp-server " +
		"awslabs.aws-bedrock-data-automation-mcp-server awslabs.aws-dataprocessing-mcp-server awslabs.aws-healthomics-mcp-server awslabs.aws-iot-sitewise-mcp-server awslabs.aws-location-mcp-server awslabs.aws-msk-mcp-server " +
		"awslabs.aws-network-mcp-server awslabs.aws-pricing-mcp-server awslabs.aws-serverless-mcp-server awslabs.aws-support-mcp-server awslabs.bedrock-kb-retrieval-mcp-server awslabs.billing-cost-management-mcp-server " +
		"awslabs.ccapi-mcp-server awslabs.cfn-mcp-server awslabs.cloudtrail-mcp-server awslabs.cloudwatch-applicationsignals-mcp-server awslabs.cloudwatch-appsignals-mcp-server awslabs.cloudwatch-logs-mcp-server awslabs.cloudwatch-mcp-server " +
		"awslabs.cost-analysis-mcp-server awslabs.cost-explorer-mcp-server awslabs.documentdb-mcp-server awslabs.dynamodb-mcp-server awslabs.ecs-mcp-server awslabs.eks-mcp-server awslabs.elasticache-mcp-server awslabs.iam-mcp-server " +
		"awslabs.lambda-tool-mcp-server awslabs.mysql-mcp-server awslabs.nova-canvas-mcp-server awslabs.postgres-mcp-server awslabs.prometheus-mcp-server awslabs.redshift-mcp-server awslabs.s3-tables-mcp-server " +
		"awslabs.stepfunctions-tool-mcp-server awslabs.timestream-for-influxdb-mcp-server awslabs.well-architected-security-mcp-server",
		what: "the AWS login of whoever starts it", source: docAWSLabs},
	{packages: "@azure/mcp", what: "the Azure login of whoever starts it", source: "https://learn.microsoft.com/azure/developer/azure-mcp-server/get-started"},
	{packages: "@google-cloud/gcloud-mcp @google-cloud/cloud-run-mcp @google-cloud/observability-mcp", what: "the Google Cloud login of whoever starts it", source: "https://github.com/googleapis/gcloud-mcp"},
	{packages: "kubernetes-mcp-server mcp-server-kubernetes", what: "the kubeconfig of whoever starts it", source: "https://github.com/Flux159/mcp-server-kubernetes"},
}

// docFilesystem says that the server writes to the folders among its arguments.
const docFilesystem = "https://github.com/modelcontextprotocol/servers/tree/main/src/filesystem"

// Given is what a server of this package has without being handed a credential, as a
// part of a sentence, and the documentation that says so. args are what follows the
// package on its command line.
func Given(name string, args []string) (what, source string) {
	for _, g := range givens {
		if wordset.Has(g.packages, name) {
			return g.what, g.source
		}
	}
	if s := Known(name, ""); s != nil && s.Root && s.Does == Writes && len(args) > 0 {
		return "write access to the folders that it is given", docFilesystem
	}
	return "", ""
}
