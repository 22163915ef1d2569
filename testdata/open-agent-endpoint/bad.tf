resource "aws_bedrockagentcore_gateway" "billing" {
  name            = "billing"
  role_arn        = aws_iam_role.gateway.arn
  protocol_type   = "MCP"
  authorizer_type = "NONE"
}
