resource "aws_iam_service_specific_credential" "bedrock" {
  service_name = "bedrock.amazonaws.com"
  user_name    = aws_iam_user.planner.name
}

resource "aws_iam_user" "planner" {
  name = "planner-agent"
}

resource "databricks_obo_token" "analyst" {
  application_id = databricks_service_principal.analyst.application_id
  comment        = "analyst-agent"
}

resource "databricks_service_principal" "analyst" {
  display_name = "analyst-agent"
}

resource "databricks_service_principal_secret" "analyst" {
  service_principal_id = databricks_service_principal.analyst.id
}

resource "vault_approle_auth_backend_role" "worker" {
  role_name     = "worker-agent"
  token_ttl     = 600
  token_max_ttl = 3600
}

resource "vault_database_secret_backend_role" "orders" {
  backend             = "database"
  name                = "orders-agent"
  db_name             = "orders"
  creation_statements = ["CREATE ROLE \"{{name}}\" LOGIN"]
}

resource "vault_azure_secret_backend_role" "cloud" {
  role = "cloud-agent"
}
