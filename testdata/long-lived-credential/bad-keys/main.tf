resource "azurerm_cognitive_account" "models" {
  name                = "acme-models"
  location            = "westeurope"
  resource_group_name = "agents"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "github_repository_deploy_key" "release" {
  repository = "app"
  title      = "release-agent"
  key        = var.public_key
  read_only  = true
}

variable "public_key" {}

data "azurerm_storage_account_sas" "documents" {
  connection_string = var.connection
  start             = "2026-01-01T00:00:00Z"
  expiry            = "2031-01-01T00:00:00Z"
}

variable "connection" {
  sensitive = true
}

resource "auth0_client" "desk" {
  name = "desk-agent"
  refresh_token {
    rotation_type   = "non-rotating"
    expiration_type = "non-expiring"
  }
}
