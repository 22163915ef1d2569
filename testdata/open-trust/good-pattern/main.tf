resource "azuread_application" "release" {
  display_name = "release-agent"
}

resource "azuread_application_flexible_federated_identity_credential" "release" {
  application_id             = azuread_application.release.id
  display_name               = "github"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:acme/agent:ref:refs/tags/v*'"
}

resource "vault_approle_auth_backend_role" "worker" {
  role_name             = "worker-agent"
  bind_secret_id        = false
  secret_id_bound_cidrs = ["10.20.0.0/16"]
  token_ttl             = 600
  token_max_ttl         = 3600
}

resource "vault_jwt_auth_backend_role" "release" {
  role_name         = "release-agent"
  role_type         = "jwt"
  user_claim        = "sub"
  bound_audiences   = ["https://vault.acme.example"]
  bound_claims_type = "glob"
  bound_claims      = { sub = "repo:acme/agent:*" }
  token_ttl         = 600
  token_max_ttl     = 3600
}

resource "aws_bedrockagentcore_gateway" "tools" {
  name            = "tools"
  role_arn        = var.role
  protocol_type   = "MCP"
  authorizer_type = "CUSTOM_JWT"
  authorizer_configuration {
    custom_jwt_authorizer {
      discovery_url    = "https://accounts.google.com/.well-known/openid-configuration"
      allowed_audience = ["tools"]
    }
  }
}

variable "role" {}

resource "gitlab_project_job_token_scopes" "app" {
  project            = "acme/app"
  target_project_ids = [42]
}
