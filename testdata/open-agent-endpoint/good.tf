resource "aws_bedrockagentcore_gateway" "billing" {
  name            = "billing"
  role_arn        = aws_iam_role.gateway.arn
  protocol_type   = "MCP"
  authorizer_type = "CUSTOM_JWT"

  authorizer_configuration {
    custom_jwt_authorizer {
      discovery_url    = "https://login.acme-corp.io/.well-known/openid-configuration"
      allowed_audience = ["billing-tools"]
    }
  }
}
