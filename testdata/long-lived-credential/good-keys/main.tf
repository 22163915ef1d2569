resource "azurerm_cognitive_account" "models" {
  name                = "acme-models"
  location            = "westeurope"
  resource_group_name = "agents"
  kind                = "OpenAI"
  sku_name            = "S0"
  local_auth_enabled  = false
}

data "azurerm_storage_account_sas" "documents" {
  connection_string = var.connection
  start             = timestamp()
  expiry            = timeadd(timestamp(), "1h")
}

variable "connection" {
  sensitive = true
}

resource "auth0_client" "desk" {
  name = "desk-agent"
  refresh_token {
    rotation_type   = "rotating"
    expiration_type = "expiring"
    token_lifetime  = 86400
  }
}
