resource "azurerm_key_vault" "dispatch" {
  name                       = "kv-dispatch-prod"
  resource_group_name        = data.azurerm_resource_group.dispatch.name
  location                   = data.azurerm_resource_group.dispatch.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  purge_protection_enabled   = true
}

data "azurerm_client_config" "current" {}

variable "maps_token" {
  description = "Made by the rotation job, which applies this root every month."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "time_rotating" "maps" {
  rotation_days = 30
}

resource "azurerm_key_vault_secret" "maps" {
  name             = "maps-token"
  key_vault_id     = azurerm_key_vault.dispatch.id
  value_wo         = var.maps_token
  value_wo_version = time_rotating.maps.unix
  expiration_date  = timeadd(time_rotating.maps.rfc3339, "744h")
}
