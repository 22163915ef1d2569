data "aws_iam_policy_document" "runtime" {
  statement {
    actions   = ["bedrock-agentcore:GetResourceApiKey"]
    resources = ["arn:aws:bedrock-agentcore:eu-west-1:123456789012:token-vault/default/apikeycredentialprovider/search"]
  }
  statement {
    actions   = ["bedrock-agentcore:InvokeAgentRuntime"]
    resources = ["arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/planner"]
  }
}

resource "aws_iam_policy" "runtime" {
  name   = "runtime"
  policy = data.aws_iam_policy_document.runtime.json
}
