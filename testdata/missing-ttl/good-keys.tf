resource "aws_iam_service_specific_credential" "bedrock" {
  service_name        = "bedrock.amazonaws.com"
  user_name           = aws_iam_user.planner.name
  credential_age_days = 1
}

resource "aws_iam_user" "planner" {
  name = "planner-agent"
}

# A token of the token exchange takes the place of a secret.
resource "databricks_service_principal_federation_policy" "analyst" {
  service_principal_id = 42
  oidc_policy = {
    issuer    = "https://token.actions.githubusercontent.com"
    audiences = ["databricks"]
    subject   = "repo:acme/analyst:environment:prod"
  }
}

resource "vault_approle_auth_backend_role" "worker" {
  role_name          = "worker-agent"
  secret_id_num_uses = 1
  secret_id_ttl      = 600
  token_ttl          = 600
  token_max_ttl      = 3600
}

resource "vault_database_secret_backend_role" "orders" {
  backend             = "database"
  name                = "orders-agent"
  db_name             = "orders"
  creation_statements = ["CREATE ROLE \"{{name}}\" LOGIN"]
  default_ttl         = 900
  max_ttl             = 3600
}

resource "vault_azure_secret_backend_role" "cloud" {
  role    = "cloud-agent"
  ttl     = 900
  max_ttl = 3600
}
