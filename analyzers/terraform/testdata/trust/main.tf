resource "azuread_application" "agent" {
  display_name = "agent"
}

resource "azuread_application_flexible_federated_identity_credential" "organization" {
  application_id             = azuread_application.agent.id
  display_name               = "organization"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:acme/*'"
}

resource "azuread_application_flexible_federated_identity_credential" "branches" {
  application_id             = azuread_application.agent.id
  display_name               = "branches"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:acme/agent:ref:refs/heads/*'"
}

resource "azuread_application_flexible_federated_identity_credential" "workflow" {
  application_id             = azuread_application.agent.id
  display_name               = "workflow"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:acme/*' and claims['job_workflow_ref'] matches 'acme/ci/.github/workflows/deploy.yml@*'"
}

resource "azuread_application_federated_identity_credential" "exact" {
  application_id = azuread_application.agent.id
  display_name   = "exact"
  audiences      = ["api://AzureADTokenExchange"]
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:acme/agent:environment:prod"
}

resource "azurerm_federated_identity_credential" "exact" {
  name                      = "exact"
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://oidc.example.com/cluster"
  user_assigned_identity_id = azurerm_user_assigned_identity.agent.id
  subject                   = "system:serviceaccount:agents:agent"
}

resource "azurerm_user_assigned_identity" "agent" {
  name                = "agent"
  location            = "westeurope"
  resource_group_name = "agents"
}

resource "vault_approle_auth_backend_role" "bare" {
  role_name      = "bare"
  bind_secret_id = false
  token_ttl      = 600
}

resource "vault_approle_auth_backend_role" "addressed" {
  role_name             = "addressed"
  bind_secret_id        = false
  secret_id_bound_cidrs = ["10.0.0.0/8"]
  token_ttl             = 600
}

resource "vault_spiffe_auth_backend_role" "all" {
  mount                = "spiffe"
  name                 = "all"
  workload_id_patterns = ["*"]
  token_ttl            = 600
}

resource "vault_spiffe_auth_backend_role" "agents" {
  mount                = "spiffe"
  name                 = "agents"
  workload_id_patterns = ["agents/+"]
  token_ttl            = 600
}

resource "vault_jwt_auth_backend_role" "organization" {
  role_name         = "organization"
  role_type         = "jwt"
  user_claim        = "sub"
  bound_audiences   = ["vault"]
  bound_claims_type = "glob"
  bound_claims      = { repository = "acme/*" }
  token_ttl         = 600
}

resource "vault_jwt_auth_backend_role" "branch" {
  role_name         = "branch"
  role_type         = "jwt"
  user_claim        = "sub"
  bound_audiences   = ["vault"]
  bound_claims_type = "glob"
  bound_claims      = { repository = "acme/*", job_workflow_ref = "acme/ci/.github/workflows/deploy.yml@*" }
  token_ttl         = 600
}

resource "vault_jwt_auth_backend_role" "exact" {
  role_name       = "exact"
  role_type       = "jwt"
  user_claim      = "sub"
  bound_audiences = ["vault"]
  bound_claims    = { repository = "acme/*" }
  token_ttl       = 600
}

resource "vault_oauth_resource_server_config_profile" "any" {
  profile_name = "any"
  issuer_id    = "https://issuer.example.com"
  jwks_uri     = "https://issuer.example.com/keys"
}

resource "vault_oauth_resource_server_config_profile" "vault" {
  profile_name = "vault"
  issuer_id    = "https://issuer.example.com"
  jwks_uri     = "https://issuer.example.com/keys"
  audiences    = ["vault"]
}

resource "aws_bedrockagentcore_gateway" "any" {
  name            = "any"
  role_arn        = aws_iam_role.gateway.arn
  protocol_type   = "MCP"
  authorizer_type = "CUSTOM_JWT"
  authorizer_configuration {
    custom_jwt_authorizer {
      discovery_url = "https://accounts.example.com/.well-known/openid-configuration"
    }
  }
}

resource "aws_bedrockagentcore_gateway" "clients" {
  name            = "clients"
  role_arn        = aws_iam_role.gateway.arn
  protocol_type   = "MCP"
  authorizer_type = "CUSTOM_JWT"
  authorizer_configuration {
    custom_jwt_authorizer {
      discovery_url   = "https://accounts.example.com/.well-known/openid-configuration"
      allowed_clients = var.clients
    }
  }
}

variable "clients" {
  type = list(string)
}

resource "aws_iam_role" "gateway" {
  name               = "gateway"
  assume_role_policy = "{}"
}

resource "aws_eks_pod_identity_association" "agent" {
  cluster_name    = "prod"
  namespace       = "agents"
  service_account = "agent"
  role_arn        = aws_iam_role.gateway.arn
}

resource "kubernetes_cluster_role_binding_v1" "everybody" {
  metadata {
    name = "everybody"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "edit"
  }
  subject {
    api_group = "rbac.authorization.k8s.io"
    kind      = "Group"
    name      = "system:serviceaccounts:agents"
  }
}

resource "kubernetes_service_account_v1" "agent" {
  metadata {
    name      = "agent"
    namespace = "agents"
  }
}

resource "vault_agent_registration" "boundless" {
  display_name              = "boundless"
  entity_id                 = "e1"
  no_default_ceiling_policy = true
}

resource "vault_agent_registration" "bounded" {
  display_name              = "bounded"
  entity_id                 = "e2"
  no_default_ceiling_policy = true
  ceiling_policies          = ["agents"]
}

resource "aws_cloudtrail" "off" {
  name           = "off"
  s3_bucket_name = "trail"
  enable_logging = false
}

resource "aws_lambda_function" "agent" {
  function_name = "agent"
  role          = aws_iam_role.gateway.arn
  environment {
    variables = {
      OPENAI_API_KEY    = data.aws_secretsmanager_secret_version.key.secret_string
      ANTHROPIC_API_KEY = data.aws_secretsmanager_secret_version.key.secret_string
      MCP_SERVER_URL    = "https://tools.example.com/mcp"
    }
  }
}

data "aws_secretsmanager_secret_version" "key" {
  secret_id = "model"
}

resource "aws_lambda_function_url" "agent" {
  function_name      = aws_lambda_function.agent.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "site" {
  function_name = "site"
  role          = aws_iam_role.gateway.arn
}

resource "aws_lambda_function_url" "site" {
  function_name      = aws_lambda_function.site.function_name
  authorization_type = "NONE"
}

resource "google_cloud_run_v2_service" "agent" {
  name                 = "agent"
  location             = "europe-west1"
  invoker_iam_disabled = true
  template {
    service_account = "agent@acme.iam.gserviceaccount.com"
    containers {
      image = "ghcr.io/kagent-dev/kagent/app:0.6.3"
      env {
        name = "OPENAI_API_KEY"
        value_source {
          secret_key_ref {
            secret = "model"
          }
        }
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everybody" {
  name   = google_cloud_run_v2_service.agent.name
  role   = "roles/run.invoker"
  member = "allUsers"
}
