resource "aws_bedrockagentcore_gateway" "billing" {
  name            = "billing"
  role_arn        = aws_iam_role.gateway.arn
  protocol_type   = "MCP"
  authorizer_type = "AWS_IAM"

  policy_engine_configuration {
    arn  = aws_bedrockagentcore_policy_engine.billing.policy_engine_arn
    mode = "ENFORCE"
  }
}

resource "aws_bedrockagentcore_policy" "list" {
  name             = "list"
  policy_engine_id = aws_bedrockagentcore_policy_engine.billing.policy_engine_id
  definition {
    cedar {
      statement = "permit(principal, action == AgentCore::Action::\"list_invoices\", resource);"
    }
  }
}
