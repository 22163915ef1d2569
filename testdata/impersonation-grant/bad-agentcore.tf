data "aws_iam_policy_document" "runtime" {
  statement {
    actions   = ["bedrock-agentcore:GetResourceApiKey", "bedrock-agentcore:GetResourceOauth2Token"]
    resources = ["arn:aws:bedrock-agentcore:*:*:token-vault/default/apikeycredentialprovider/*"]
  }
  statement {
    actions   = ["bedrock-agentcore:InvokeAgentRuntimeForUser"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "runtime" {
  name   = "runtime"
  policy = data.aws_iam_policy_document.runtime.json
}
